import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { forgetLogs, printLogs } from './artifacts';
import { checkBrowser } from './browserPart';
import { updatePictures } from './browser/examples';
import { checkCompose } from './checks/compose';
import { checkPacked } from './checks/packed';
import { step } from './command';
import { installN8n, type Installed, N8N_VERSION } from './install';
import { packPackage } from './package';
import { checkQueue } from './queuePart';
import { checkRest } from './restPart';
import { type Check, Runner } from './runner';
import { checkStart } from './startPart';

const HELP = `Usage: npm run e2e -- [options]

Installs a real n8n into a cache (once), and this package into it, and tries everything.

  --n8n <version>    Default ${N8N_VERSION}; another one, such as 1.123.81, has only the part "rest"
  --part <name>      Only this part: rest, browser (with Chromium), queue (with PostgreSQL and Redis) or start
  --update-pictures  Copies the pictures of the examples, which the part browser takes, to docs/images
  --help             This text
`;

type Part = (check: Check, installed: Installed, tarball: string) => Promise<void>;

const PARTS: Record<string, Part> = { rest: checkRest, browser: checkBrowser, queue: checkQueue, start: checkStart };

async function main(): Promise<boolean> {
	const { n8n = N8N_VERSION, part, help, 'update-pictures': picturesWanted } = readFlags();
	if (help) {
		console.log(HELP);
		return true;
	}
	const chosen = part ?? (n8n === N8N_VERSION ? undefined : 'rest');
	const parts = Object.entries(PARTS).filter(([name]) => chosen === undefined || name === chosen);
	if (parts.length === 0) throw new Error(`there is no part "${chosen}", only ${Object.keys(PARTS).join(', ')}`);

	const installed = await installN8n(n8n);
	forgetLogs();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-pack-'));
	const runner = new Runner();
	try {
		const packed = await step('build and pack the package', () => packPackage(folder));
		await checkPacked(runner.check, packed);
		await checkCompose(runner.check);
		for (const [name, run] of parts) {
			console.log(`n8n ${n8n}: ${name}`);
			await runner.check(`${name}: ran to its end`, async () => await run(runner.check, installed, packed.tarball));
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	if (runner.failed) printLogs();
	else if (picturesWanted) await updatePictures();
	console.log(runner.summary());
	return !runner.failed;
}

function readFlags() {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	return parseArgs({ options: { n8n: text, part: text, 'update-pictures': flag, help: flag } }).values;
}

main().then(
	(passed) => process.exit(passed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
