import type { ElementRow } from '../../../nodes/shared/catalogue/elements';
import { type Place, placesIn, TableProbe } from './tableProbe';

jest.setTimeout(300_000);

const probe = new TableProbe();

/** The node's row of an element, and the rows that it stands in. */
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
		else if (row.type === undefined) {
			row.type = 'number';
			delete row.options;
		} else delete row.type;
	},
	'a list or none': (row) => {
		if (row.item !== undefined) delete row.item;
		else if (row.repeated) delete row.repeated;
		else row.item = 'entry';
	},
};

const differences: string[] = [];
const unseen: string[] = [];
let seen = 0;

test.each(TableProbe.all().map((ways) => ({ name: ways.resource.value, ways })))('$name', async ({ name, ways }) => {
	for (const place of placesIn(ways.type.elements)) {
		const before = await probe.disagreements(ways, place);
		const rows = probe.rowsOf(ways);
		if (before.length > 0) {
			differences.push(`${name} ${place.path}: ${before.join('; ')}`);
			continue;
		}
		if (!rowAt(rows, place)) continue;
		for (const [kind, mutate] of Object.entries(MUTATIONS)) {
			const change = (changed: ElementRow[]) => {
				const found = rowAt(changed, place);
				if (found) mutate(found.row, found.among);
			};
			const after = await probe.withRows(ways, change, async () => await probe.disagreements(ways, place));
			if (after.length > 0) seen++;
			else unseen.push(`${name} ${place.path} ${kind}`);
		}
	}
});

test('what was found', () => {
	console.log(seen, unseen.length, differences.length);
	require('node:fs').writeFileSync('/tmp/unseen.txt', unseen.join('\n'));
	require('node:fs').writeFileSync('/tmp/differences.txt', differences.join('\n'));
});
