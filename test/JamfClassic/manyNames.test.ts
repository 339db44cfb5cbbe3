import { Readable } from 'node:stream';
import { measureGrowth } from '../../harness/growth';
import { computerGroups } from '../../nodes/JamfClassic/operations/staticGroups/groupTypes';
import { scopedResources } from '../../nodes/JamfClassic/operations/scope/scopedResources';
import { readTargets } from '../../nodes/JamfClassic/operations/scope/targets';
import { explainRejection } from '../../nodes/shared/operations/members/rejection';
import { readRequestedMembers } from '../../nodes/shared/operations/members/requestedMembers';
import type { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { ResponseError } from '../../nodes/shared/transport/errors/errors';

const SIZES = { small: 2_000, large: 20_000 };
/** Comparing names pairwise grows a hundredfold, which blocks n8n for minutes; a lookup grows about tenfold. */
const MAX_GROWTH = 30;

/** Computers, the first quarter of which are named. */
const createFleet = (size: number) =>
	Array.from({ length: size }, (_, index) => ({ id: index + 1, name: `Mac ${index}`, udid: `U-${index}` }));
const FLEETS = new Map([SIZES.small, SIZES.large].map((size) => [size, createFleet(size)]));
const firstQuarter = (size: number) => FLEETS.get(size)!.slice(0, size / 4);
const namesOf = (size: number) => firstQuarter(size).map(({ name }) => name.toUpperCase());
const idsOf = (size: number) => firstQuarter(size).map(({ id }) => String(id));

let reads = 0;
let fleet = FLEETS.get(SIZES.small);
const jamf = {
	settings: { server: { root: 'https://jamf.example.com' } },
	send: async (_: unknown, read: (response: unknown) => Promise<unknown>) => {
		reads++;
		const body = Readable.from([Buffer.from(JSON.stringify({ computers: fleet }))]);
		return { body: await read({ status: 200, headers: {}, body }) };
	},
} as unknown as JamfClient;

function itemWith(parameters: Record<string, string>, list: string, values: string[]): ItemParameters {
	const string = (name: string) => parameters[name] ?? '';
	const strings = (name: string) => (name === list ? values : []);
	return { string, strings } as unknown as ItemParameters;
}

/** Does the work at both sizes, and expects one read each and no more growth than a lookup costs. */
async function expectLookup(work: (size: number) => Promise<void>): Promise<void> {
	const growth = await measureGrowth(async (size) => {
		[reads, fleet] = [0, FLEETS.get(size)];
		await work(size);
		expect(reads).toBe(1);
	}, SIZES);
	expect(growth).toBeLessThan(MAX_GROWTH);
}

test('looks up members of a group', async () => {
	await expectLookup(async (size) => {
		const item = itemWith({ membersBy: 'name' }, 'members', namesOf(size));
		const wanted = await readRequestedMembers(jamf, computerGroups, item);
		expect(wanted.values).toEqual(idsOf(size));
	});
});

test('looks up members that the server rejected', async () => {
	const refused = Object.assign(Object.create(ResponseError.prototype) as ResponseError, { status: 409 });
	await expectLookup(async (size) => {
		const item = itemWith({ membersBy: 'id' }, 'members', [...idsOf(size), '98765']);
		const wanted = await readRequestedMembers(jamf, computerGroups, item);
		const { error } = await explainRejection(jamf, computerGroups, wanted, refused);
		expect(String(error)).toContain('There is no computer with the ID "98765".');
	});
});

test('looks up targets of a scope', async () => {
	const rows = scopedResources().find(({ resource }) => resource.value === 'policy')?.scope ?? [];
	await expectLookup(async (size) => {
		const item = itemWith({ targetType: 'computers', targetsBy: 'name' }, 'targets', namesOf(size));
		// A separate run, because the reads of a run are shared by its items.
		const client = { ...jamf, settings: { ...jamf.settings } } as JamfClient;
		const targets = await readTargets(client, rows, item);
		expect(targets.values).toEqual(idsOf(size));
	});
});
