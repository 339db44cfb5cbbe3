import type { ElementRow } from '../../../nodes/shared/catalogue/elements';
import { type Place, placesIn, TableProbe, type Ways } from './tableProbe';

jest.setTimeout(600_000);

type Mutation = (row: ElementRow, among: ElementRow[]) => void;

const MUTATIONS: Record<string, Mutation> = {
	renamed: (row) => {
		row.name = `other_${row.name}`;
	},
	dropped: (row, among) => {
		among.splice(among.indexOf(row), 1);
	},
	'of another type': (row) => {
		if (row.of) delete row.of;
		else {
			row.type = row.type === 'boolean' ? 'number' : 'boolean';
			delete row.options;
		}
	},
	'a list or none': (row) => {
		if (row.item !== undefined) delete row.item;
		else if (row.repeated) delete row.repeated;
		else row.item = 'entry';
	},
};

/** The node's row of an element, and the rows around it. */
function rowAt(rows: ElementRow[], { chain }: Place): { row: ElementRow; among: ElementRow[] } | undefined {
	let among = rows;
	let row: ElementRow | undefined;
	for (const { name } of chain) {
		if (row) among = row.of ?? [];
		row = among.find((each) => each.name === name);
		if (!row) return undefined;
	}
	return row && { row, among };
}

const isName = (name: string): boolean => /(name|^id)$/i.test(name);

/**
 * The one thing that no test can see: the node keeps an element without a row as it came, so a text that it never writes reads
 * the same without one. It takes values such as `true` and numbers for what they look like, but not those of names.
 */
function readsTheSame({ chain }: Place, { write }: Ways): boolean {
	const last = chain.at(-1)!;
	const isWritten = write !== undefined && chain.every(({ access }) => access !== 'read');
	const isNames = last.of?.every(({ name }) => isName(name)) ?? (isName(last.name) || isName(last.item ?? ''));
	return !isWritten && isNames;
}

const probe = new TableProbe();
const differences: string[] = [];
const seen = { mutations: 0, elements: 0 };
const unseen: Record<string, number> = {};

describe('a wrong row in the element table of the node is noticed, whatever the element', () => {
	test.each(TableProbe.all().map((ways) => ({ name: ways.resource.value, ways })))('$name', async ({ name, ways }) => {
		const missed: string[] = [];
		for (const place of placesIn(ways.type.elements)) {
			const before = await probe.disagreements(ways, place);
			seen.elements++;
			if (before.length > 0) {
				const kinds = new Set(before.map((each) => each.split(' ')[0]?.replace(':', '')));
				differences.push(`${name} ${place.path}: ${[...kinds].join(', ')}`);
				continue;
			}
			if (!rowAt(probe.rowsOf(ways), place)) continue;
			for (const [kind, mutate] of Object.entries(MUTATIONS)) {
				const change = (rows: ElementRow[]) => {
					const found = rowAt(rows, place);
					if (found) mutate(found.row, found.among);
				};
				const after = await probe.withRows(ways, change, async () => await probe.disagreements(ways, place));
				if (after.length > 0) seen.mutations++;
				else if (readsTheSame(place, ways)) unseen[name] = (unseen[name] ?? 0) + 1;
				else missed.push(`${place.path} ${kind}`);
			}
		}
		expect(missed).toEqual([]);
	});
});

test('differences between the element table and the wire account are known, and so is what cannot be seen', () => {
	expect(seen.elements).toBeGreaterThan(2500);
	expect(seen.mutations).toBeGreaterThan(8000);
	expect(unseen).toMatchSnapshot('mutations of names that are only read');
	expect(differences).toMatchSnapshot('differences');
});
