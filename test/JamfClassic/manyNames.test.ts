import { Readable } from 'node:stream';
import { computerGroups } from '../../nodes/JamfClassic/operations/staticGroups/groupTypes';
import { explainUnknownMembers, readRequestedMembers } from '../../nodes/JamfClassic/operations/staticGroups/members';
import { scopedResources } from '../../nodes/JamfClassic/operations/scope/scopedResources';
import { readTargets } from '../../nodes/JamfClassic/operations/scope/targets';
import type { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { ResponseError } from '../../nodes/shared/transport/errors/errors';

/** A fleet of which many are named: compared one by one they take minutes, in which n8n does nothing else. */
const FLEET = Array.from({ length: 20_000 }, (_, index) => ({
	id: index + 1,
	name: `Mac ${index}`,
	udid: `U-${index}`,
}));
const named = FLEET.slice(0, 5_000).map(({ name }) => name.toUpperCase());
const ids = FLEET.slice(0, 5_000).map(({ id }) => String(id));
const QUICK_MS = 4_000;

let reads = 0;
const jamf = {
	settings: { server: { root: 'https://jamf.example.com' } },
	send: async (_: unknown, read: (response: unknown) => Promise<unknown>) => {
		reads++;
		const body = Readable.from([Buffer.from(JSON.stringify({ computers: FLEET }))]);
		return { body: await read({ status: 200, headers: {}, body }) };
	},
} as unknown as JamfClient;

function itemWith(parameters: Record<string, string>, list: string, values: string[]): ItemParameters {
	const string = (name: string) => parameters[name] ?? '';
	const strings = (name: string) => (name === list ? values : []);
	return { string, strings } as unknown as ItemParameters;
}

async function timed<T>(work: () => Promise<T>): Promise<T> {
	reads = 0;
	const start = performance.now();
	const result = await work();
	expect(reads).toBe(1);
	expect(performance.now() - start).toBeLessThan(QUICK_MS);
	return result;
}

test('members of a group', async () => {
	const item = itemWith({ membersBy: 'name' }, 'members', named);
	const wanted = await timed(async () => await readRequestedMembers(jamf, computerGroups, item));
	expect(wanted.values).toEqual(ids);
});

test('members that the server refused', async () => {
	const item = itemWith({ membersBy: 'id' }, 'members', [...FLEET.map(({ id }) => String(id)), '98765']);
	const wanted = await readRequestedMembers(jamf, computerGroups, item);
	const refused = Object.assign(Object.create(ResponseError.prototype) as ResponseError, { status: 409 });
	const error = await timed(async () => await explainUnknownMembers(jamf, computerGroups, wanted, refused));
	expect(String(error)).toContain('There is no computer with the ID "98765".');
});

test('targets of a scope', async () => {
	const rows = scopedResources().find(({ resource }) => resource.value === 'policy')?.scope ?? [];
	const item = itemWith({ targetType: 'computers', targetsBy: 'name' }, 'targets', named);
	const targets = await timed(async () => await readTargets(jamf, rows, item));
	expect(targets.values).toEqual(ids);
});
