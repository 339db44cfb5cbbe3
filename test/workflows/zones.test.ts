import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { createFakeContext } from '../../harness/fakeContext';
import { dialect } from '../../nodes/JamfPro/dialect';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { pro } from '../../nodes/shared/catalogue/lookup';
import { readBody } from '../../nodes/shared/parameters/requestBody';
import { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import { JAMF_PRO } from '../../harness/engine';
import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 2, keepBodies: true });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const GIVEN = '2026-07-01T10:00:00';
const ZONES: Array<[timezone: string, sent: string]> = [
	['Asia/Tokyo', '2026-07-01T01:00:00.000Z'],
	['America/New_York', '2026-07-01T14:00:00.000Z'],
];

const filterBy = (value: string): INodeParameters => ({
	filterBy: 'manual',
	filter: { conditions: [{ field: 'general.reportDate', operator: 'greater', value }] },
});

test.each(ZONES)('reads a filter date without a zone in the zone of the workflow: %s', async (timezone, sent) => {
	await bench.pro('computer', 'getAll', filterBy(GIVEN), { timezone });
	const [list] = bench.simulator.journal.filter(({ method }) => method === 'GET');
	expect(new URLSearchParams(list?.query).get('filter')).toBe(`general.reportDate>"${sent}"`);
});

const mapped = (mappingMode: string, value: string | null): INodeParameters => ({
	fields: {
		mappingMode,
		value: value === null ? null : { renewMdmProfileStartDate: value },
		schema: [
			{
				id: 'renewMdmProfileStartDate',
				displayName: 'Renew MDM Profile Start Date',
				type: 'dateTime',
				required: false,
				display: true,
				defaultMatch: false,
			},
		],
	},
});
const item: INodeExecutionData = { json: { date: GIVEN, renewMdmProfileStartDate: GIVEN } };

describe.each([
	['as the picker stores it', mapped('defineBelow', GIVEN)],
	['as databases write it', mapped('defineBelow', '2026-07-01 10:00:00')],
	['by an expression', mapped('defineBelow', '={{ $json.date }}')],
	['with a zone, by an expression of Luxon', mapped('defineBelow', '={{ DateTime.fromISO($json.date) }}')],
	['mapped automatically', mapped('autoMapInputData', null)],
])('reads a date field without a zone, %s, in the zone of the workflow', (_, parameters) => {
	test.each(ZONES)('%s', async (timezone, sent) => {
		// Another workflow in this process may just have run in another zone.
		await bench.pro('computer', 'getAll', filterBy('={{ $now.toISO() }}'), { timezone: 'Europe/Berlin' });
		await bench.pro('mdmRenewal', 'updateDeviceDetails', parameters, { timezone, input: [item] });
		const [write] = bench.simulator.journal.filter(({ method }) => method === 'PATCH');
		expect(JSON.parse(write?.body ?? '{}')).toEqual({ renewMdmProfileStartDate: sent });
	});
});

test.each([
	['2026-07-01', '2026-06-30T15:00:00.000Z'],
	['2026-07-01T10:00:00.5+02:00', '2026-07-01T08:00:00.500Z'],
	['2026-07-01T10:00:00Z', '2026-07-01T10:00:00.000Z'],
	['Wed, 01 Jul 2026 10:00:00 GMT', '2026-07-01T10:00:00.000Z'],
])('sends the date field %s as %s in Tokyo', async (value, sent) => {
	await bench.pro('mdmRenewal', 'updateDeviceDetails', mapped('defineBelow', value), { timezone: 'Asia/Tokyo' });
	const [write] = bench.simulator.journal.filter(({ method }) => method === 'PATCH');
	expect(JSON.parse(write?.body ?? '{}')).toEqual({ renewMdmProfileStartDate: sent });
});

test('names the field of a value that cannot be text', () => {
	const bare = Object.assign(Object.create(null) as object, { a: 1 });
	const fields = { mappingMode: 'defineBelow', value: { renewMdmProfileStartDate: bare } };
	const resource = findResource(pro, 'mdmRenewal');
	const row = findOperation(resource, 'updateDeviceDetails');
	if (resource === undefined || row === undefined) throw new Error('no row');
	const read = () =>
		readBody(dialect.fields(), resource, row, new ItemParameters(createFakeContext({ bodyMode: 'fields', fields }), 0));
	expect(read).toThrow('The field Renew MDM Profile Start Date must be text.');
});

test('keeps a date with a zone, a date without a time, and RSQL unchanged', async () => {
	for (const value of ['2026-07-01T10:00:00+02:00', '2026-07-01']) {
		await bench.pro('computer', 'getAll', filterBy(value), { timezone: 'Asia/Tokyo' });
	}
	const rsql = 'general.reportDate>"2026-07-01T10:00:00"';
	await bench.pro('computer', 'getAll', { filterBy: 'rsql', rsql }, { timezone: 'Asia/Tokyo' });
	const lists = bench.simulator.journal.filter(({ path }) => path.includes('computers-inventory'));
	expect(lists.map(({ query }) => new URLSearchParams(query).get('filter'))).toEqual([
		'general.reportDate>"2026-07-01T08:00:00.000Z"',
		'general.reportDate>"2026-07-01"',
		rsql,
	]);
});

test('reports an unknown zone', async () => {
	const { error } = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'computer', operation: 'getAll', ...filterBy(GIVEN) },
		{ timezone: 'Moon/Tranquility' },
	);
	expect(error?.message).toContain('"Moon/Tranquility"');
	expect(bench.requests).toEqual([]);
});
