import type { ElementRow } from '../../../nodes/shared/catalogue/elements';
import { ONLY_DOCUMENTED } from './onlyDocumented';
import { type Place, placesIn, TableProbe } from './tableProbe';

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

/** Where the node reads or writes an element differently from the server, and why. Any other difference is a bug. */
const INTENDED: readonly { why: string; where: readonly string[] }[] = [
	{
		why: 'Members have elements that are named after the display fields of the search, so no row can name them (jamf-behavior 11.23).',
		where: [
			'advancedComputerSearch computers.Computer_Name: reads',
			'advancedMobileDeviceSearch mobile_devices.Display_Name: reads',
			'advancedUserSearch users: reads',
			'advancedUserSearch users.Username: reads',
		],
	},
	{
		why: 'GET returns Newly Assigned whatever is stored, so this value is not written back (jamf-behavior 11.38, 11.42).',
		where: [
			'macosConfigurationProfile general.redeploy_on_update: writes',
			'mobileDeviceConfigurationProfile general.redeploy_on_update: writes',
		],
	},
	{
		why: 'The element overwrites general.description and is returned empty, so it is not written (jamf-behavior 11.42).',
		where: [
			'mobileDeviceConfigurationProfile self_service: writes',
			'mobileDeviceConfigurationProfile self_service.self_service_description: writes',
		],
	},
	{
		why: 'Views of other elements: a write of them is ignored or rejected (jamf-behavior 11.53).',
		where: ['policy general.network_limitations: writes', 'policy general.override_default_settings: writes'],
	},
	{
		why: 'A copy of scope.limitations.user_groups, which alone is written (jamf-behavior 11.53).',
		where: ['policy scope.limit_to_users: writes', 'policy scope.limit_to_users.user_groups: writes'],
	},
	{
		why: 'A list, as servers also return the element twice (jamf-behavior 5.3).',
		where: ['policy self_service.notification: reads'],
	},
];

const probe = new TableProbe();
const differences: string[] = [];
const seen = { mutations: 0, elements: 0 };

describe('detects a wrong row in the element table of the node, whatever the element', () => {
	test.each(TableProbe.all().map((ways) => ({ name: ways.resource.value, ways })))('$name', async ({ name, ways }) => {
		const missed: string[] = [];
		for (const place of placesIn(ways.type.elements)) {
			const before = await probe.disagreements(ways, place);
			seen.elements++;
			if (before.length > 0) {
				const kinds = new Set(before.map((each) => each.split(' ')[0]?.replace(':', '')));
				differences.push(`${name} ${place.path}: ${[...kinds].join(', ')}`);
			}
			if (!rowAt(probe.rowsOf(ways), place)) {
				if (before.length === 0) missed.push(`${place.path} has no row`);
				continue;
			}
			for (const [kind, mutate] of Object.entries(MUTATIONS)) {
				const change = (rows: ElementRow[]) => {
					const found = rowAt(rows, place);
					if (found) mutate(found.row, found.among);
				};
				const after = await probe.withRows(ways, change, async () => await probe.disagreements(ways, place));
				if (after.join() !== before.join()) seen.mutations++;
				else missed.push(`${place.path} ${kind}`);
			}
		}
		expect(missed).toEqual([]);
	});
});

/** The paths of rows without an element in the wire account. */
function unknownPaths(rows: readonly ElementRow[], known: ReadonlySet<string>, above = ''): string[] {
	return rows.flatMap(({ name, of = [] }) => {
		const path = above + name;
		return known.has(path) ? unknownPaths(of, known, `${path}.`) : [path];
	});
}

// Otherwise add the element to simulator/classic/wire, with its source.
test.each(TableProbe.all().map((ways) => ({ name: ways.resource.value, ways })))(
	'the wire account has every element of the table of $name, unless only the document has it',
	({ name, ways }) => {
		const known = new Set(placesIn(ways.type.elements).map(({ path }) => path));
		expect(unknownPaths(probe.rowsOf(ways), known).sort()).toEqual([...(ONLY_DOCUMENTED[name] ?? [])].sort());
	},
);

test('every difference between the element table and the wire account is intended', () => {
	expect(seen.elements).toBeGreaterThan(2600);
	expect(seen.mutations).toBeGreaterThan(10_000);
	expect(differences.sort()).toEqual(INTENDED.flatMap(({ where }) => where).sort());
});
