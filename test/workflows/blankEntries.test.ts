import type { INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 1, tokenLifetimeSeconds: 3600 });
	bench.simulator.state.roles.insert((id) => ({ id, displayName: 'Kept', privileges: ['Read Sites'] }));
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const writes = () => bench.requests.filter((request) => !request.startsWith('GET'));
const outcomeOf = async (resource: string, operation: string, parameters: INodeParameters) => {
	const { error } = await bench.pro(resource, operation, parameters);
	return `${error?.message} ${error?.description}`;
};

/** What expressions return when the fields that they name are missing from the input. */
const BLANK = ['={{ $json.a }}, {{ $json.b }}', '={{ " " }}', '={{ [""] }}', '={{ [" ", ""] }}'];

describe.each(BLANK)('a list that is only %s', (blank) => {
	test('does not remove the privileges of a role', async () => {
		const role = locator('name', 'Kept');
		const replaced = await outcomeOf('apiRole', 'update', { id: role, privilegeChange: 'replace', privileges: blank });
		expect(replaced).toMatch(/^No privileges are set\. Nothing was changed\./);
		const upserted = await outcomeOf('apiRole', 'upsert', { displayName: 'Kept', privileges: blank });
		expect(upserted).toMatch(/^No privileges are set\. Nothing was changed\./);
		expect(writes()).toEqual([]);
	});

	test('does not remove the roles of a client', async () => {
		const { id } = bench.simulator.addClient({ displayName: `Client ${blank}`, roles: ['Kept'] });
		const client = locator('id', String(id));
		const updated = await outcomeOf('apiIntegration', 'update', { id: client, updateFields: { roles: blank } });
		expect(updated).toMatch(/^No API roles are set\. Nothing was changed\./);
		expect(writes()).toEqual([]);
	});

	test('does not clear a field that lists objects', async () => {
		const prestage = { id: locator('id', '1'), customPackageIds: blank };
		expect(await outcomeOf('computerPrestage', 'update', prestage)).toMatch(
			/^The field .* is an empty list: all of its entries are blank\. Nothing was sent\./,
		);
		expect(writes()).toEqual([]);
	});
});

test('an empty list removes what it replaces', async () => {
	const { id } = bench.simulator.addClient({ displayName: 'Emptied', roles: ['Simulator Administrator'] });
	for (const roles of ['={{ [] }}', '={{ "[ ]" }}']) {
		const { json } = await bench.pro('apiIntegration', 'update', {
			id: locator('id', String(id)),
			updateFields: { roles },
		});
		expect(json).toMatchObject([{ authorizationScopes: [] }]);
	}
});
