import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { classicSchema } from '../../../simulator/classic/schema';
import { wireAccount, wireTypes } from '../../../simulator/classic/wire';
import { placesIn } from './tableProbe';

const FOLDER = path.join(__dirname, '../../../simulator/classic/wire');
const sources = Object.keys(parse(readFileSync(path.join(FOLDER, 'sources.yaml'), 'utf8')) as Record<string, string>);

const isSourced = (source: string): boolean => {
	const [certainty, ...named] = source.split(' ');
	return (certainty === 'V' || certainty === 'U') && named.length > 0 && named.every((name) => sources.includes(name));
};

test.each(wireTypes())(
	'%s: every element, rule and status cites a source of simulator/classic/wire/sources.yaml, and its certainty',
	(type) => {
		const { elements, rules = [], statuses, scopeOrder } = wireAccount(type);
		const named = [
			...placesIn(elements).map(({ path: place, chain }) => [place, chain.at(-1)!.source]),
			...rules.map(({ rule, source }) => [rule, source]),
			...(statuses ? [['statuses', statuses.source]] : []),
			...(scopeOrder === undefined ? [] : [['scope order', scopeOrder]]),
		];
		expect(named.filter(([, source = '']) => !isSourced(source))).toEqual([]);
	},
);

test('every type of the route table is in the wire account, with known rules', () => {
	const types = [...classicSchema().types.values()].filter(({ path: type }) => type !== 'accounts');
	expect(types.map(({ path: type }) => type).sort()).toEqual(wireTypes().sort());
	expect(types.every(({ rules }) => rules !== undefined)).toBe(true);
});
