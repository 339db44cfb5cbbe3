import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

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
