import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLatencyProxy } from '../../bench/latencyProxy';
import { replaceSection } from '../../harness/replaceSection';
import type { Headline } from '../../bench/suite';
import { SUITES } from '../../bench/suites';
import { formatSuite, nameSection, updateHeadlines } from '../../bench/report';
import { ratios, spread } from '../../bench/statistics';
import { formatNumber, formatSpread } from '../../bench/text';

test('computes the median of an even number of values between the middle ones', () => {
	expect(spread([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 });
	expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
});

test('computes a ratio from measurements of the same round', () => {
	expect(ratios([10, 40], [1, 2])).toEqual({ median: 15, min: 10, max: 20 });
});

test.each([
	[0.05231, '0.052'],
	[1.239, '1.24'],
	[31.84, '31.8'],
	[12345.6, '12,346'],
	[NaN, '–'],
])('formats %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));

test('shows the minimum and maximum of a spread', () => {
	expect(formatSpread({ median: 2000, min: 1000, max: 3500 }, 1000)).toBe('2.00 (1.00 – 3.50)');
});

describe('the latency proxy', () => {
	const ROUND_TRIP_MS = 30;

	test('delivers bytes unchanged and in order after a round trip, then the end', async () => {
		const echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
		await new Promise((resolve) => echo.once('listening', resolve));
		const port = await startLatencyProxy((echo.address() as AddressInfo).port, ROUND_TRIP_MS);
		const sent = Buffer.alloc(300_000, 'Jamf Pro ');
		const start = performance.now();
		const client = connect(port, '127.0.0.1');
		client.end(sent);
		const chunks: Buffer[] = [];
		let first = 0;
		for await (const chunk of client) {
			first ||= performance.now() - start;
			chunks.push(chunk as Buffer);
		}
		expect(Buffer.concat(chunks).equals(sent)).toBe(true);
		// One for the connection, which is local and fast, and one for the bytes.
		expect(first).toBeGreaterThan(2 * ROUND_TRIP_MS - 2);
		echo.close();
	});

	test('forwards the end of a connection', async () => {
		const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const client = connect(await startLatencyProxy((server.address() as AddressInfo).port, 1), '127.0.0.1');
		client.on('error', () => {}).resume();
		await new Promise((resolve) => client.once('close', resolve));
		server.close();
	});
});

test('changes only the text between the markers', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
	const file = path.join(folder, 'page.md');
	await writeFile(file, '# Title\n\n<!-- speed -->\nold\n<!-- /speed -->\n\nEnd\n');
	await replaceSection(file, 'speed', 'new');
	await replaceSection(file, 'speed', 'newer\n');
	expect(await readFile(file, 'utf8')).toBe('# Title\n\n<!-- speed -->\n\nnewer\n\n<!-- /speed -->\n\nEnd\n');
	await expect(replaceSection(file, 'other', '')).rejects.toThrow('no section other');
	await rm(folder, { recursive: true });
});

test('passes the previous text to whoever replaces it', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
	const file = path.join(folder, 'page.md');
	await writeFile(file, '<!-- speed -->\n\nold\n\n<!-- /speed -->\n');
	await replaceSection(file, 'speed', (previous) => `${previous} and new`);
	expect(await readFile(file, 'utf8')).toBe('<!-- speed -->\n\nold and new\n\n<!-- /speed -->\n');
	await rm(folder, { recursive: true });
});

test('has a section for every suite in the results, and one for the figures in the README', async () => {
	const read = async (file: string) => await readFile(path.join(__dirname, '../..', file), 'utf8');
	const results = await read('bench/RESULTS.md');
	const places = SUITES.map((suite) => results.indexOf(`<!-- ${nameSection(suite)} -->`));
	expect(places).not.toContain(-1);
	expect(places).toEqual([...places].sort((a, b) => a - b));
	expect(await read('README.md')).toMatch(/<!-- bench -->[\s\S]*<!-- \/bench -->/);
});

describe('a report', () => {
	const [suite] = SUITES;
	if (suite === undefined) throw new Error('no suites');
	const goals = [
		{ what: 'fast', measured: '9 ×', met: true },
		{ what: 'small', measured: '9 MB', met: false },
	];

	test('lists goals that were met and missed, and failures', () => {
		const text = formatSuite({ suite, section: { text: 'Figures.', goals } }, 'A machine.');
		expect(text).toMatch(/^## .+\n\nA machine\.\n\n/);
		expect(text).toContain('| fast | 9 × | yes |');
		expect(text).toContain('| small | 9 MB | no |');
		expect(text).toMatch(/Figures\.$/);
		expect(formatSuite({ suite, error: 'no server' }, '')).toMatch(/Failed: no server$/);
	});

	test('updates the rows of the suites that ran, and keeps the others', () => {
		const table =
			'| | Node | Request | Loop |\n| --- | --: | --: | --: |\n| Read | 2 s | 8 times as long | |\n| Write | 3 s | | |';
		const headlines = [
			['Read', '1 s', '9 times as long', ''],
			['Delete', '4 s', '', ''],
		] as Headline[];
		const rows = updateHeadlines(table, [{ suite, section: { text: '', goals, headlines } }])
			.split('\n')
			.slice(2);
		expect(rows).toEqual(['| Read | 1 s | 9 times as long |  |', '| Write | 3 s |  |  |', '| Delete | 4 s |  |  |']);
	});
});
