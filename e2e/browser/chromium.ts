import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/** A step that waits for something that never appears ends long before the limit of CI, but not on a slow machine. */
const MAX_STEP_MS = 600_000;

export const PICTURES = path.join(__dirname, '../artifacts');

/** The browser that is installed on this machine, if any. */
export function findChromium(): string | undefined {
	const own = process.env.CHROMIUM;
	return [...(own === undefined ? [] : [own]), ...PLACES].find((place) => existsSync(place));
}

export async function launch(executablePath: string): Promise<Browser> {
	mkdirSync(PICTURES, { recursive: true });
	return await chromium.launch({ executablePath, args: ARGS });
}

/** A page that waits longer for each step than the 30 s of Playwright, which a busy machine can exceed. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const page = await browser.newPage(options);
	page.setDefaultTimeout(MAX_STEP_MS);
	return page;
}
