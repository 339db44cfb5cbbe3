import type { INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 1 });
});
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
});

const PLIST =
	'<plist version="1.0"><dict><key>Motd</key><string>R&amp;D &lt;3\nline</string><key>On</key><true/></dict></plist>';
const ESCAPED = PLIST.replace(/&/g, '&amp;').replace(/</g, '&lt;');

describe.each([
	['macosConfigurationProfile', 'os_x_configuration_profile', 'osxconfigurationprofiles'],
	['mobileDeviceConfigurationProfile', 'configuration_profile', 'mobiledeviceconfigurationprofiles'],
])('%s', (resource, root, type) => {
	const path = new RegExp(`${type}/id/1$`);
	const write = async (operation: string, parameters: INodeParameters) => {
		const run = await bench.classic({ resource, operation, bodyMode: 'json', ...parameters });
		expect(run.error).toBeUndefined();
		const hints = run.run.data.resultData.runData.Jamf?.flatMap((task) => task.hints ?? []) ?? [];
		return hints.map(({ message }) => message);
	};
	const update = async (general: object) =>
		await write('update', { id: locator('id', '1'), body: JSON.stringify({ general }) });
	const gets = () => bench.requests.filter((request) => request.startsWith('GET')).length;

	test('does not mention payloads that are stored as sent', async () => {
		expect(await update({ payloads: PLIST })).toEqual([]);
		expect(gets()).toBe(1);
		const body = JSON.stringify({ general: { name: `New ${root}`, payloads: PLIST } });
		expect(await write('create', { body })).toEqual([]);
	});

	test('names keys that Jamf changed in a hint', async () => {
		const stored = ESCAPED.replace('\nline', 'line');
		const body = `<${root}><general><id>1</id><name>P</name><payloads>${stored}</payloads></general></${root}>`;
		bench.simulator.fault({ kind: 'status', status: 200, method: 'GET', path, body, contentType: 'text/xml' });
		expect(await update({ payloads: PLIST })).toEqual([
			expect.stringMatching(/^Jamf changed or dropped these keys of the payloads: Motd\./),
		]);
	});

	test('reports success, and a hint, when the profile cannot be read back', async () => {
		bench.simulator.fault({ kind: 'status', status: 403, method: 'GET', path, body: 'html' });
		expect(await update({ payloads: PLIST })).toEqual([
			expect.stringMatching(/^Jamf carried out the change, but reading it back failed: .*HTTP 403/),
		]);
	});

	test('sends stored payloads with every write, because Jamf would decode them', async () => {
		const store = bench.simulator.state.classic.store(type);
		const payloads = () => (store.read(2)?.general as { payloads: string }).payloads;
		const before = payloads();
		expect(before).toContain('&amp;');
		for (const name of ['One', 'Two', 'Three']) {
			const body = JSON.stringify({ general: { name: `${name} ${root}` } });
			expect(await write('update', { id: locator('id', '2'), body })).toEqual([]);
		}
		expect(payloads()).toBe(before);
		expect(gets()).toBe(3);
	});
});
