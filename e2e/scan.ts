import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { ensureCached, runNpm } from '../harness/cache';
import { runCommand, runStep } from '../harness/command';
import { ROOT } from '../harness/root';
import { packPackage } from './package';

/** A finding of n8n's analyzer in a file, however often it occurs. */
interface Finding {
	where: 'sources' | 'tarball';
	rule: string;
	file: string;
}

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns?: string[]): Promise<{ passed: boolean; message?: string; details?: string }>;
}

const SCANNER = '@n8n/scan-community-package';
const VERSION = '0.32.0';

const ADR = path.join(ROOT, 'docs/adr/0001-undici-at-run-time.md');
/** Rule and reason, as the ADR lists them. */
const ADR_ROW = /^\| `(no-[\w-]+)` +\| (.+?) +\|$/gm;

async function main(): Promise<boolean> {
	const scanner = await loadScanner();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-scan-'));
	try {
		const { tarball } = await runStep('build and pack the package', () => packPackage(folder));
		await runCommand('tar', ['-xzf', tarball, '-C', folder], { cwd: folder });
		const found = [
			...(await findings(scanner, 'sources', ROOT, scanner.SOURCE_FILE_PATTERNS)),
			...(await findings(scanner, 'tarball', path.join(folder, 'package'))),
		];
		return report(found, await readAccepted());
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Its command line requires a published version with provenance; its analyzer works on any folder. */
async function loadScanner(): Promise<Scanner> {
	// TypeScript 7, which it depends on, lacks the API that its own parser uses.
	const overrides = { typescript: '5.9.3' };
	const manifest = JSON.stringify({ private: true, dependencies: { [SCANNER]: VERSION }, overrides });
	const folder = await ensureCached(`scan-${VERSION}`, { 'package.json': manifest }, [
		{
			title: 'npm install',
			run: async (work) => await runNpm(work, ['install', '--ignore-scripts', '--no-package-lock']),
		},
	]);
	return (await import(
		pathToFileURL(path.join(folder, 'node_modules', SCANNER, 'scanner/scanner.mjs')).href
	)) as Scanner;
}

async function findings(scanner: Scanner, where: Finding['where'], folder: string, patterns?: string[]) {
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	if (passed) return [];
	if (details === undefined) throw new Error(`${where}: ${message}`);
	return parse(details, where, folder);
}

/** Parses ESLint's report: the path of a file, then one line per problem. */
function parse(report: string, where: Finding['where'], folder: string): Finding[] {
	const found = new Map<string, Finding>();
	let file = '';
	for (const line of stripVTControlCharacters(report).split('\n')) {
		if (line.startsWith('/')) file = path.relative(folder, line).replaceAll('\\', '/');
		const rule = /^\s+\d+:\d+\s+(?:error|warning)\s.*\s{2}(\S+)$/.exec(line)?.[1];
		if (rule !== undefined) found.set(`${file} ${rule}`, { where, rule, file });
	}
	if (found.size === 0) throw new Error(`cannot parse the report of the analyzer:\n${report}`);
	return [...found.values()];
}

/** Rules that a runtime dependency breaks, with the reason. */
async function readAccepted(): Promise<Map<string, string>> {
	const rows = (await readFile(ADR, 'utf8')).matchAll(ADR_ROW);
	return new Map([...rows].map(([, name, reason = '']) => [`@n8n/community-nodes/${name}`, reason]));
}

/** Whether only accepted rules were broken, and each of them was. */
function report(found: Finding[], accepted: Map<string, string>): boolean {
	const surprises = found.filter(({ rule }) => !accepted.has(rule));
	const gone = [...accepted.keys()].filter((rule) => !found.some((each) => each.rule === rule));
	for (const [rule, reason] of accepted) {
		const files = found.filter((each) => each.rule === rule).length;
		if (files > 0) console.log(`accepted  ${rule} in ${files} files: ${reason}`);
	}
	for (const { where, file, rule } of surprises) console.log(`NEW       ${where}  ${file}  ${rule}`);
	for (const rule of gone) console.log(`GONE      ${rule}: remove it from docs/adr/0001`);
	console.log(
		`${accepted.size - gone.length} rules accepted, ${surprises.length} findings new, ${gone.length} rules gone`,
	);
	return surprises.length + gone.length === 0;
}

main().then(
	(passed) => process.exit(passed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
