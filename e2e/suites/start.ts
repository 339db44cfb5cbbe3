import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, launch, openPage } from '../browser/chromium';
import { Editor } from '../browser/editor';
import { listExamples, findTrigger } from '../exampleFiles';
import { readError, execute } from '../execution';
import type { N8nInstallation } from '../../harness/n8n/install';
import { ROOT } from '../../harness/root';
import { OWNER, Rest, type SavedWorkflow } from '../rest';
import type { Check } from '../runner';
import { waitUntil } from '../waitUntil';

/** `npm start` as a newcomer runs it, in its own folder. */
export async function checkStart(check: Check, { version }: N8nInstallation): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-start-'));
	const begun = performance.now();
	const { child, output } = npmStart(folder);
	const printed = (pattern: RegExp) => pattern.exec(output())?.[1] ?? '';
	try {
		await check('npm start: the first example is on the screen', async () => {
			await waitUntil('the address is printed', () => printed(/Open +(\S+)/) !== '' || child.exitCode !== null);
			await seeFirstScreen(printed(/Open +(\S+)/));
			console.log(`      ${((performance.now() - begun) / 1000).toFixed(1)} s`);
		});
		await check('npm start: the login works, every example exists, the first one runs', async () => {
			const { origin: url } = new URL(printed(/Open +(\S+)/));
			assert.deepEqual([printed(/Sign in +(\S+)/), printed(/Password +(\S+)/)], [OWNER.email, OWNER.password]);
			const rest = new Rest({ url, version });
			await rest.signIn();
			const saved = await rest.call<SavedWorkflow[]>('GET', '/rest/workflows');
			assert.equal(saved.length, (await listExamples()).length);
			const id = printed(/workflow\/(\w+)/);
			const first = await rest.call<SavedWorkflow>('GET', `/rest/workflows/${id}`);
			const execution = await execute(rest, first, findTrigger({ ...first }));
			assert.equal(execution.status, 'success', readError(execution)?.message);
		});
		await check('npm start: a second start is rejected', async () => {
			const second = npmStart(folder);
			await waitUntil('the second one ends', () => second.child.exitCode !== null);
			assert.equal(second.child.exitCode, 1);
			assert.match(second.output(), /It is already running: http/);
		});
		await check('npm start: Ctrl-C stops it and everything that it started', async () => {
			interrupt(child);
			await waitUntil('npm start ends', () => child.exitCode !== null || child.signalCode !== null);
			// npm itself is ended by the signal.
			assert.ok(child.exitCode === 0 || child.signalCode === 'SIGINT', output().slice(-500));
			for (const url of output().match(/https?:\/\/127\.0\.0\.1:\d+/g) ?? [])
				await waitUntil(`${url} is closed`, async () => !(await responds(url)));
			assert.ok(!existsSync(path.join(folder, 'running.json')));
		});
	} finally {
		if (child.exitCode === null && child.signalCode === null) interrupt(child, 'SIGKILL');
		await rm(folder, { recursive: true, force: true });
	}
}

function npmStart(folder: string): { child: ChildProcess; output: () => string } {
	// In its own process group, as in a terminal.
	const child = spawn('npm', ['start', '--', '--folder', folder], { cwd: ROOT, detached: true });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
	return { child, output: () => output };
}

/** A terminal sends Ctrl-C to the whole group. */
function interrupt({ pid }: ChildProcess, signal: NodeJS.Signals = 'SIGINT'): void {
	if (pid !== undefined) process.kill(-pid, signal);
}

async function responds(url: string): Promise<boolean> {
	return await fetch(url).then(
		() => true,
		({ cause }: Error) => (cause as { code?: string }).code !== 'ECONNREFUSED',
	);
}

async function seeFirstScreen(url: string): Promise<void> {
	assert.notEqual(url, '', 'no URL was printed');
	const program = findChromium();
	if (program === undefined) {
		assert.equal((await fetch(url)).status, 200);
		return;
	}
	const browser = await launch(program);
	try {
		const editor = new Editor(await openPage(browser), new URL(url).origin);
		await editor.signIn();
		await editor.open(path.basename(url));
	} finally {
		await browser.close();
	}
}
