import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
let id: string;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 1, keepBodies: true });
});
afterEach(async () => await bench.close());

const PACKAGE = {
	packageName: 'Firefox',
	fileName: 'Firefox.pkg',
	categoryId: '1',
	priority: 10,
	notes: 'first\nsecond',
	fillUserTemplate: true,
	uninstall: false,
	rebootRequired: false,
	osInstall: false,
	suppressUpdates: false,
	suppressFromDock: false,
	suppressEula: false,
	suppressRegistration: false,
};

async function create(): Promise<void> {
	const { json, error } = await bench.pro('package', 'create', { bodyMode: 'json', body: JSON.stringify(PACKAGE) });
	expect(error).toBeUndefined();
	id = String(json[0]?.id);
}

const mapped = (value: INodeParameters): INodeParameters => ({ fields: { mappingMode: 'defineBelow', value } });
const automatic: INodeParameters = { fields: { mappingMode: 'autoMapInputData', value: null } };

/** Updates the package; returns the error, the hints and the updated package. */
async function update(parameters: INodeParameters, json: IDataObject = {}) {
	await create();
	const run = await bench.pro('package', 'update', { id: locator('id', id), ...parameters }, { input: [{ json }] });
	const hints = run.run.data.resultData.runData.Jamf?.flatMap((task) => task.hints ?? []) ?? [];
	const read = await bench.pro('package', 'get', { id: locator('id', id), output: 'raw' });
	return { error: run.error, hints: hints.map(({ message }) => message), after: read.json[0] };
}

describe.each([
	['an expression over an empty cell', mapped({ osRequirements: '14.x', priority: '={{ $json.priority }}' }), ''],
	['an empty text', mapped({ osRequirements: '14.x', priority: '' }), ''],
	['an empty text of the input', automatic, ''],
	['null in the input', automatic, null],
])('%s in a number field', (_, parameters, priority) => {
	test('is not sent, and a hint says so', async () => {
		const { error, hints, after } = await update(parameters, { osRequirements: '14.x', priority });
		expect(error).toBeUndefined();
		expect(after).toMatchObject({ priority: 10, osRequirements: '14.x' });
		// Jamf requires a priority, so it cannot be cleared.
		expect(hints).toEqual(['Left unchanged, because their values are empty: Priority.']);
	});

	test('is an error when it is the only field', async () => {
		const alone = parameters === automatic ? automatic : mapped({ priority: '={{ $json.priority }}' });
		const { error, after } = await update(alone, { priority: priority ?? '' });
		expect(error?.message).toBe('No fields are set.');
		expect(after).toMatchObject({ priority: 10 });
	});
});

test('names in a hint the option that clears an empty field', async () => {
	const { hints, after } = await update(automatic, { osRequirements: '14.x', notes: '' });
	expect(after).toMatchObject({ osRequirements: '14.x', notes: 'first\nsecond' });
	expect(hints).toEqual([
		'Left unchanged, because their values are empty: Notes. To clear such fields, turn on the option Clear Fields With Empty Values.',
	]);
});

test('leaves an untouched field alone without a hint', async () => {
	const { error, hints, after } = await update(mapped({ osRequirements: '14.x', priority: null as never }));
	expect(error).toBeUndefined();
	expect(hints).toEqual([]);
	expect(after).toMatchObject({ priority: 10, osRequirements: '14.x', notes: 'first\nsecond' });
});

const CLEARED = { categoryId: '-1', notes: '', fileName: 'Firefox.pkg' };
const EMPTY = { categoryId: '', notes: '' };

describe('clears a field', () => {
	test.each<[string, INodeParameters, IDataObject]>([
		['by Clear Field Names or IDs', { ...mapped({}), options: { clearFields: ['categoryId', 'notes'] } }, {}],
		[
			'by an empty expression',
			{
				...mapped({ categoryId: '={{ $json.none }}' }),
				notes: '={{ $json.none }}',
				options: { clearEmptyValues: true },
			},
			{ none: '' },
		],
		['by Map Automatically with empty texts', { ...automatic, options: { clearEmptyValues: true } }, EMPTY],
		[
			'by Map Automatically with null',
			{ ...automatic, options: { clearEmptyValues: true } },
			{ categoryId: null, notes: null },
		],
		['by JSON', { bodyMode: 'json', body: '{ "categoryId": "-1", "notes": "" }' }, {}],
	])('%s', async (_, parameters, json) => {
		const { error, after, hints } = await update(parameters, json);
		expect(error).toBeUndefined();
		expect(after).toMatchObject(CLEARED);
		expect(hints).toEqual([]);
	});

	test('clears a field of the Classic API, in each mode', async () => {
		const printer = { name: 'P', notes: 'N', info: 'I', location: 'L' };
		const made = await bench.classic({
			...{ resource: 'printer', operation: 'create', bodyMode: 'json', body: JSON.stringify(printer) },
		});
		const target = { resource: 'printer', operation: 'update', id: locator('id', String(made.json[0]?.id)) };
		await bench.classic({ ...target, ...mapped({}), options: { clearFields: ['notes'] } });
		const input = [{ json: { info: '' } }];
		await bench.classic({ ...target, ...automatic, options: { clearEmptyValues: true } }, { input });
		await bench.classic({ ...target, bodyMode: 'json', body: '{ "location": null }' });
		const { json } = await bench.classic({ ...target, operation: 'get' });
		expect(json).toMatchObject([{ name: 'P', notes: '', info: '', location: '' }]);
	});
});

describe('rejects clearing a field that must have a value', () => {
	test.each<[string, INodeParameters, string]>([
		['a required one', { clearFields: ['packageName'] }, 'The field Package Name cannot be empty.'],
		['Yes or No', { clearFields: ['rebootRequired'] }, 'The field Reboot Required cannot be empty.'],
		['an unknown one', { clearFields: ['note'] }, 'There is no field "note".'],
		[
			'one with a value',
			{ clearFields: ['osRequirements'] },
			'The field OS Requirements has a value but is also selected to be cleared.',
		],
	])('%s', async (_, options, message) => {
		const { error, after } = await update({ ...mapped({ osRequirements: '14.x' }), options });
		expect(error?.message).toBe(message);
		expect(after?.osRequirements).not.toBe('14.x');
	});
});

test('rejects an unknown choice in the form, and sends one from the input', async () => {
	const { error } = await bench.pro('script', 'create', mapped({ name: 'S', priority: 'AFTR' }));
	expect(error).toMatchObject({
		message: 'The field Priority cannot be "AFTR".',
		description: expect.stringContaining('Did you mean AFTER?'),
	});
	const input = [{ json: { name: 'S', priority: 'LATER' } }];
	await bench.pro('script', 'create', automatic, { input });
	const [sent] = bench.simulator.journal.filter(({ method, path }) => method === 'POST' && path.endsWith('/scripts'));
	expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ priority: 'LATER' });
});
