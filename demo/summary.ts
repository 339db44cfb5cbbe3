import { styleText } from 'node:util';
import type { IDataObject, IRun, IWorkflowBase } from 'n8n-workflow';
import { renderRole } from '../harness/renderRole';
import type { RequiredRole } from '../nodes/shared/operations/requirements/requiredRole';
import type { Stats } from '../simulator';

interface DemoRun {
	workflow: IWorkflowBase;
	run: IRun;
	ms: number;
	server: string;
	stats: Readonly<Stats>;
}

type Style = Parameters<typeof styleText>[0];

const coloured = process.env.FORCE_COLOR !== undefined || (process.stdout.isTTY && process.env.NO_COLOR === undefined);

function paint(style: Style, text: string): string {
	return coloured ? styleText(style, text) : text;
}

/** Describes what each node of the example did. */
const SENTENCES: Record<string, (items: IDataObject[]) => string> = {
	'List API Roles': (items) => `${items.length} API ${plural('role', items.length)} on the server`,
	'Create API Role': ([role]) =>
		`"${String(role?.displayName)}" with ${(role?.privileges as string[]).length} privileges`,
	'Create API Client': ([client]) =>
		`ID ${String(client?.id)}, role ${(client?.authorizationScopes as string[]).join(', ')}`,
	'Create Client Credentials': ([client]) =>
		`client ID ${String(client?.clientId)}, secret ${'•'.repeat(8)} (shown once)`,
	'Read Computers': (items) => `${items.length} computers, in order, page by page`,
	'Count by OS': (items) => `${items.length} macOS versions`,
};

/** Prints a readable summary of a run of examples/getting-started.json. */
export function printSummary({ workflow, run, ms, server, stats }: DemoRun): void {
	const { runData, error } = run.data.resultData;
	console.log(
		`\n${paint('bold', workflow.name)}  ${paint('dim', `n8n engine → ${server} (simulated Jamf Pro, TLS)`)}\n`,
	);
	for (const [name, describe] of Object.entries(SENTENCES)) {
		const task = runData[name]?.[0];
		if (task === undefined) continue;
		const items = (task.data?.main?.[0] ?? []).map(({ json }) => json);
		const mark = task.error === undefined ? paint('green', '✔') : paint('red', '✖');
		const text = task.error === undefined ? describe(items) : task.error.message;
		console.log(`  ${mark} ${name.padEnd(26)} ${paint('dim', `${task.executionTime} ms`.padStart(7))}   ${text}`);
	}
	printCounts((runData['Count by OS']?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json));
	const traffic = [
		`${stats.tokens} ${plural('token', stats.tokens)}`,
		`${stats.requests} requests`,
		`${stats.connections} ${plural('connection', stats.connections)}`,
	];
	const outcome = error === undefined ? paint('green', 'Done') : paint('red', `Failed: ${error.message}`);
	console.log(`\n  ${outcome} in ${Math.round(ms)} ms with ${paint('bold', traffic.join(', '))}.\n`);
}

function printCounts(rows: IDataObject[]): void {
	const counts = rows
		.map((row): [string, number] => [String(row.osVersion), Number(row.count_id)])
		.sort(([, a], [, b]) => b - a);
	const most = Math.max(...counts.map(([, count]) => count), 1);
	console.log('');
	for (const [version, count] of counts) {
		const bar = '█'.repeat(Math.max(1, Math.round((count / most) * 30)));
		console.log(`    macOS ${version.padEnd(8)} ${String(count).padStart(4)}  ${paint('cyan', bar)}`);
	}
}

function plural(noun: string, count: number): string {
	return count === 1 ? noun : `${noun}s`;
}

/** Prints the role that the example needs, as `npm run role` does for any workflow. */
export function printRole(role: RequiredRole): void {
	const title = paint('bold', 'The role that fits');
	console.log(`  ${title}  ${paint('dim', 'npm run role -- examples/getting-started.json')}\n`);
	for (const line of renderRole(role).split('\n')) {
		console.log(`    ${line.startsWith(' ') ? paint('dim', line) : paint('cyan', line)}`);
	}
	console.log('');
}

/** Prints what the option Preview Only returns for an update. */
export function printPreview({ method, path, changes, privileges }: IDataObject, writes: number): void {
	console.log(`  ${paint('bold', 'Preview Only')}  ${paint('dim', 'Computer: Update, without sending it')}\n`);
	console.log(
		`    ${paint('cyan', String(method))} ${String(path)}   ${paint('dim', `needs ${(privileges as string[]).join(', ')}`)}`,
	);
	for (const { path: field, before, after } of changes as IDataObject[]) {
		console.log(`    ${String(field).padEnd(24)} ${JSON.stringify(before)} → ${paint('green', JSON.stringify(after))}`);
	}
	console.log(`\n  ${writes} ${plural('write', writes)} reached the server.\n`);
}
