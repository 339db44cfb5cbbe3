import type { INodeExecutionData } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 5 });
});
afterEach(async () => await bench.close());

const one = { id: locator('id', '1') };

function file(content: string, fileName: string, mimeType: string): INodeExecutionData {
	return { json: {}, binary: { data: { data: Buffer.from(content).toString('base64'), fileName, mimeType } } };
}

function contentOf(items: INodeExecutionData[], field = 'data'): string {
	return Buffer.from(items[0]?.binary?.[field]?.data ?? '', 'base64').toString();
}

describe('files', () => {
	const IMAGE = file('\u0089PNG é content', 'logo "1".png', 'image/png');

	test.each([
		['enrollmentCustomization', 'uploadImage', 'downloadImage', 'id'],
		['brandingImage', 'upload', 'download', 'id'],
		['icon', 'upload', 'download', 'id'],
	])('%s: downloads what was uploaded', async (resource, upload, download, name) => {
		const sent = await bench.pro(resource, upload, { binaryPropertyName: 'data' }, { input: [IMAGE] });
		const id = String(sent.json[0]?.id);
		const back = await bench.pro(resource, download, { [name]: id, options: { outputPropertyName: 'logo' } });
		expect(contentOf(back.items, 'logo')).toBe('\u0089PNG é content');
		expect(back.json).toEqual([{ fileName: expect.any(String), mimeType: 'image/png', fileSize: expect.any(String) }]);
	});

	test.each([
		['icon', 'upload', {}],
		['apiRequest', 'send', { method: 'POST', path: '/v1/icon', bodyKind: 'multipart', inputDataFieldName: 'data' }],
	])('%s: a MIME type with a line break is refused', async (resource, operation, form) => {
		bench.simulator.resetStats();
		const bad = file('png', 'a.png', 'image/png\r\nx-evil: 1');
		const { error } = await bench.pro(resource, operation, { binaryPropertyName: 'data', ...form }, { input: [bad] });
		expect(error?.message).toBe('The MIME type of the file in "data" is not valid.');
		expect(bench.simulator.journal.filter(({ path }) => path.includes('/icon'))).toEqual([]);
	});

	test('uploads an attachment of a computer', async () => {
		const sent = await bench.pro(
			'computer',
			'uploadAttachment',
			{ ...one, binaryPropertyName: 'data' },
			{ input: [IMAGE] },
		);
		const attachment = { ...one, attachmentId: String(sent.json[0]?.id) };
		expect(contentOf((await bench.pro('computer', 'downloadAttachment', attachment)).items)).toContain('é content');
	});

	test('downloads the CSV of the inventory preload', async () => {
		const csv = file('Serial Number,Username\nC02XK1JDJGH5,"é, A"', 'preload.csv', 'text/csv');
		await bench.pro('inventoryPreload', 'uploadCsv', { binaryPropertyName: 'data' }, { input: [csv] });
		const back = await bench.pro('inventoryPreload', 'downloadCsv', {});
		expect(contentOf(back.items)).toBe('Serial Number,Username\nC02XK1JDJGH5,"é, A"');
	});

	test('exports CSV with the chosen columns', async () => {
		const options = { exportFields: 'id, name', exportLabels: 'ID, Building' };
		const { items } = await bench.pro('building', 'export', { bodyMode: 'fields', options });
		const lines = contentOf(items).trim().split(/\r?\n/);
		expect(lines[0]).toBe('ID,Building');
		expect(lines).toHaveLength(1 + (await bench.pro('building', 'getAll', { returnAll: true })).items.length);
		expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'text/csv' });
	});

	test.each(['enrollment', 'reenrollment', 'activationCode', 'onboarding'])(
		'exports the history of %s',
		async (resource) => {
			const { items } = await bench.pro(resource, 'exportHistory', {});
			expect(contentOf(items)).toMatch(/note/);
		},
	);
});
