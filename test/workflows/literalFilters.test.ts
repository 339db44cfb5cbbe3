import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node.ts';
import { JAMF_PRO } from '../../harness/engine';
import { TestBench } from '../../harness/testBench';

// The computers 41 to 300 match a*z as a wildcard; only the last one has the character.
const COUNT = 300;
const nameOf = (index: number) => (index === COUNT - 1 ? 'A*Z' : `a${index}z`);

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 40 });
	const { computers } = bench.simulator.state;
	for (let index = 40; index < COUNT; index++)
		computers.add({ general: { name: nameOf(index) }, userAndLocation: { room: 'R*1' } });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const queries = () =>
	bench.simulator.journal
		.filter(({ path }) => !path.endsWith('/oauth/token'))
		.map(({ query }) => new URLSearchParams(query));

async function list(conditions: INodeParameters[], parameters: INodeParameters = {}) {
	const run = await bench.pro('computer', 'getAll', {
		returnAll: true,
		output: 'raw',
		filterBy: 'manual',
		filter: { conditions },
		...parameters,
	});
	const hints = run.run.data.resultData.runData.Jamf?.flatMap((task) => task.hints ?? []) ?? [];
	return { json: run.json, hints: hints.map(({ message }) => message) };
}

const equals = (field: string, value: string): INodeParameters => ({ field, operator: 'equals', value });

test('Equals with * returns only the object with this exact name', async () => {
	const { json } = await list([equals('general.name', 'a*z')]);
	expect(json).toMatchObject([{ general: { name: 'A*Z' } }]);
	expect(queries()[0]?.get('filter')).toBe('general.name=="a*z"');
});

test('explains how to match all devices when the value is *', async () => {
	const { json, hints } = await list([equals('general.name', '*')]);
	expect(json).toEqual([]);
	expect(hints).toEqual([expect.stringContaining('Only the operators Matches and Does Not Match')]);
});

test('Matches and RSQL treat * as a wildcard', async () => {
	const matching = await list([{ ...equals('general.name', 'a*z'), operator: 'matches' }]);
	expect(matching.json).toHaveLength(COUNT - 40);
	expect(matching.hints).toEqual([]);
	const rsql = await list([], { filterBy: 'rsql', rsql: 'general.name=="a*z"' });
	expect(rsql.json).toHaveLength(COUNT - 40);
});

test('Does Not Equal excludes only values with the character', async () => {
	const { json } = await list([{ ...equals('general.name', 'a*z'), operator: 'notEquals' }]);
	expect(json).toHaveLength(COUNT - 1);
	expect(queries()[0]?.has('filter')).toBe(false);
});

test('Limit counts the remaining rows, so more rows are read', async () => {
	const { json } = await list([equals('general.name', 'a*z')], { returnAll: false, limit: 1 });
	expect(json).toMatchObject([{ general: { name: 'A*Z' } }]);
	bench.simulator.resetStats();
	const conditions = [{ ...equals('general.name', '*'), operator: 'notEquals' }];
	expect((await list(conditions, { returnAll: false, limit: 3 })).json).toHaveLength(3);
	expect(queries()).toHaveLength(1);
});

test('also reads the sections of the compared fields', async () => {
	const room = equals('userAndLocation.room', 'R*1');
	expect((await list([room], { sections: ['HARDWARE'] })).json).toHaveLength(COUNT - 40);
	expect(queries()[0]?.getAll('section')).toEqual(['HARDWARE', 'USER_AND_LOCATION']);
	bench.simulator.resetStats();
	expect((await list([room])).json).toHaveLength(COUNT - 40);
	expect(queries()[0]?.getAll('section')).toEqual(['GENERAL', 'USER_AND_LOCATION']);
	bench.simulator.resetStats();
	expect((await list([room], { output: 'simplified' })).json).toHaveLength(COUNT - 40);
	expect(queries()[0]?.getAll('section')).toContain('USER_AND_LOCATION');
});

test('finds a mobile device by a field whose name has no section', async () => {
	const filter = { conditions: [equals('displayName', '*')] };
	const { json, error } = await bench.pro('mobileDevice', 'getAll', { returnAll: true, filterBy: 'manual', filter });
	expect(error).toBeUndefined();
	expect(json).toEqual([]);
	const sections = queries()[0]?.getAll('section') ?? [];
	expect(sections).toContain('GENERAL');
	expect(sections).not.toContain('APPLICATIONS');
});

test('compares the same field under its former name on an older server', async () => {
	const old = await TestBench.open({ computers: 3, serverVersion: '11.20.0' });
	const filter = { conditions: [{ ...equals('general.lastCheckIn', '*'), operator: 'notEquals' }] };
	const { json, error } = await old.pro('computer', 'getAll', { returnAll: true, output: 'raw', filter });
	await old.close();
	expect(error).toBeUndefined();
	expect(json).toHaveLength(3);
});

test('compares in the node what the server cannot exclude, with Any Condition', async () => {
	const { json } = await list(
		[{ ...equals('general.name', 'a*z'), operator: 'notEquals' }, equals('general.name', 'A*Z')],
		{ matchType: 'any' },
	);
	expect(json).toHaveLength(COUNT);
	expect(queries()[0]?.has('filter')).toBe(false);
});

test('reports a condition that Jamf cannot apply to a list that needs a filter', async () => {
	const conditions = [{ field: 'status', operator: 'notEquals', value: '*' }];
	const { error } = await bench.pro('mdmCommand', 'getAll', { returnAll: true, filter: { conditions } });
	expect(error).toMatchObject({
		message: 'This list needs a filter.',
		description: expect.stringContaining('Jamf cannot exclude values that contain *'),
	});
	expect(queries()).toEqual([]);
});

test('matches * literally in the search of a picker', async () => {
	const context = bench.engine.loadOptions(JAMF_PRO, { resource: 'computer', operation: 'get' });
	const { searchComputer } = new JamfPro().methods.listSearch;
	const { results = [] } = (await searchComputer?.call(context as unknown as ILoadOptionsFunctions, 'a*z')) ?? {};
	expect(results.map(({ name }) => name)).toEqual(['A*Z']);
});

test.each([
	[{ filterBy: 'and' }, '"and" is not a valid choice for Filter.'],
	[{ filterBy: 'manual', matchType: '={{ "some" }}' }, '"some" is not a valid choice for Must Match.'],
])('an unknown choice does not list everything: %j', async (parameters, message) => {
	const filter = { conditions: [equals('general.name', 'x')] };
	const { error } = await bench.pro('computer', 'getAll', { returnAll: true, ...parameters, filter });
	expect(error).toMatchObject({ message, description: expect.stringContaining('Use one of') });
	expect(queries()).toEqual([]);
});
