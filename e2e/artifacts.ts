import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { N8n } from './n8n';

/** Not in the repository; CI uploads it. */
const ARTIFACTS = path.join(__dirname, 'artifacts');

const SHOWN_LINES = 30;
const SHOWN_WIDTH = 300;

export function saveLog(n8n: Pick<N8n, 'log'>, name: string): void {
	mkdirSync(ARTIFACTS, { recursive: true });
	writeFileSync(path.join(ARTIFACTS, `n8n-${name}.log`), n8n.log());
}

export function deleteLogs(): void {
	for (const file of listLogs()) rmSync(file);
}

export function printLogs(): void {
	for (const file of listLogs()) {
		const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
		const shown = lines.slice(-SHOWN_LINES).map((line) => line.slice(0, SHOWN_WIDTH));
		console.log(`--- end of ${file} ---\n${shown.join('\n')}\n---`);
	}
}

function listLogs(): string[] {
	mkdirSync(ARTIFACTS, { recursive: true });
	const names = readdirSync(ARTIFACTS).filter((name) => name.endsWith('.log'));
	return names.map((name) => path.join(ARTIFACTS, name));
}
