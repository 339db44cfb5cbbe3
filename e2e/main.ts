import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { deleteLogs, printLogs } from './artifacts';
import { checkBrowser } from './suites/browser';
import { updatePictures } from './browser/examples';
import { checkCompose } from './checks/compose';
import { checkPacked } from './checks/packed';
import { runStep } from '../harness/command';
import { installN8n, type N8nInstallation, N8N_VERSION } from '../harness/n8n/install';
import { packPackage } from './package';
import { checkQueue } from './suites/queue';
import { checkRest } from './suites/rest';
import { type Check, Runner } from './runner';
import { checkStart } from './suites/start';

const HELP = `Usage: npm run e2e -- [options]

Installs a real n8n into a cache (once), installs this package into it, and checks everything.

  --n8n <version>    Default ${N8N_VERSION}; other versions, such as 1.123.81, run only the suite "rest"
  --suite <name>     Only this suite: start, rest, browser (needs Chromium) or queue (needs PostgreSQL and Redis)
  --update-pictures  Copies the pictures of the examples, which the suite browser takes, to docs/images
  --help             This text
`;

type Suite = (check: Check, installed: N8nInstallation, tarball: string) => Promise<void>;

const SUITES: Record<string, Suite> = { start: checkStart, rest: checkRest, browser: checkBrowser, queue: checkQueue };
/** The suites of a lane run one after the other, and the lanes in parallel: the browser mostly waits. */
const LANES = [['browser'], ['start', 'rest', 'queue']];

async function main(): Promise<boolean> {
	const { n8n = N8N_VERSION, suite, help, 'update-pictures': picturesWanted } = readFlags();
	if (help) {
		console.log(HELP);
		return true;
	}
	const chosen = suite ?? (n8n === N8N_VERSION ? undefined : 'rest');
	if (chosen !== undefined && !(chosen in SUITES))
		throw new Error(`There is no suite "${chosen}". Choose one of ${Object.keys(SUITES).join(', ')}`);
	const lanes = chosen === undefined ? LANES : [[chosen]];

	const installed = await installN8n(n8n);
	deleteLogs();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-pack-'));
	const runner = new Runner();
	try {
		const packed = await runStep('build and pack the package', () => packPackage(folder));
		await checkPacked(runner.check, packed);
		await checkCompose(runner.check);
		const runSuite = async (name: string) => {
			console.log(`n8n ${n8n}: ${name}`);
			await runner.check(`${name}: completed`, async () => {
				await SUITES[name]?.(runner.check, installed, packed.tarball);
			});
		};
		const runLane = async (names: string[]) => {
			for (const name of names) await runSuite(name);
		};
		await Promise.all(lanes.map(runLane));
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
	return parseArgs({ options: { n8n: text, suite: text, 'update-pictures': flag, help: flag } }).values;
}

main().then(
	(passed) => process.exit(passed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
