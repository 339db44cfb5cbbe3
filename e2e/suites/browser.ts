import path from 'node:path';
import { saveLog } from '../artifacts';
import { buildFilter, fillBodies } from '../browser/bodies';
import { findChromium, launch, openPage, PICTURES } from '../browser/chromium';
import { viewClassic } from '../browser/classic';
import { Editor } from '../browser/editor';
import { openExamples } from '../browser/examples';
import { useForms } from '../browser/forms';
import { viewForms } from '../browser/gallery';
import { doJobs } from '../browser/jobs';
import { viewLabels } from '../browser/labels';
import { addNode } from '../browser/node';
import { viewPreviews } from '../browser/previews';
import { seeProblems } from '../browser/problems';
import { checkLog } from '../checks/log';
import type { Walk } from '../browser/walk';
import type { N8nInstallation } from '../../harness/n8n/install';
import type { Check } from '../runner';
import { startServer } from '../server';

const WINDOW = { width: 1440, height: 900 };
/** Time for n8n's animations to end before a screenshot. */
const STILL_MS = 700;

/** Uses the editor in a real browser as a user does, with a screenshot after each step. */
export async function checkBrowser(check: Check, installed: N8nInstallation, tarball: string): Promise<void> {
	const program = findChromium();
	if (program === undefined) {
		if (process.env.CI === 'true') throw new Error('there is no Chromium on this machine');
		console.log('Skipped: there is no Chromium on this machine (Debian: apt install chromium)');
		return;
	}
	const { close, ...server } = await startServer(installed, tarball);
	const browser = await launch(program);
	try {
		const page = await openPage(browser, { viewport: WINDOW, colorScheme: 'light' });
		const thrown: string[] = [];
		page.on('pageerror', ({ message }) => thrown.push(message));
		let count = 0;
		const picture = async (name: string) => {
			await page.waitForTimeout(STILL_MS);
			const file = `browser-${String(++count).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.png`;
			await page.screenshot({ path: path.join(PICTURES, file) });
		};
		const step: Walk['step'] = async (name, holds) => {
			const held = await check(`browser: ${name}`, async () => {
				try {
					await holds();
				} finally {
					await picture(name);
				}
			});
			if (!held) throw new Error(`"${name}" failed: the steps after it were skipped`);
		};
		const walk: Walk = { ...server, editor: new Editor(page, server.n8n.url), step };
		for (const walkOn of [
			addNode,
			useForms,
			fillBodies,
			viewForms,
			buildFilter,
			doJobs,
			viewClassic,
			viewLabels,
			viewPreviews,
			openExamples,
			seeProblems,
		])
			await walkOn(walk);
		await check('browser: the page threw no errors', () => {
			if (thrown.length > 0) throw new Error(thrown.join('\n'));
		});
		const secrets = [server.simulator.client.clientSecret];
		await checkLog(check, {
			name: 'n8n',
			n8n: server.n8n,
			secrets,
			provoked: [/lacks a privilege/, /There is no field/],
		});
	} finally {
		await browser.close();
		saveLog(server.n8n, 'browser');
		await close();
	}
}
