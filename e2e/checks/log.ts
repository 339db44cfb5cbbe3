import assert from 'node:assert/strict';
import type { N8n } from '../n8n';
import type { Check } from '../runner';

/** A stack frame in this package or its dependencies. n8n logs Node.js warnings with their stacks. */
const OUR_FRAME = /\.n8n\/nodes\/node_modules\//;
const LEVELS = /^\{"level":"(warn|error)"/;
/** n8n logs the error message of every failed execution, picker and credential test; without a stack it comes from a node. */
const SENTENCE = /"function":"(defaultReport|sendErrorResponse)"/;
const STACK = /\\n\s+at /;
/** n8n's own responses begin with their status. The others: executions that the checks stopped, or that n8n did not start. */
const OF_N8N = /"message":"(\d{3} |The execution was cancelled|The workflow has issues|No active execution found)/;

interface Logged {
	/** The process: `n8n`, `worker 1`. */
	name: string;
	n8n: Pick<N8n, 'log'>;
	secrets: string[];
	/** Messages of errors that the checks provoke. */
	provoked?: RegExp[];
}

export async function checkLog(check: Check, { name, n8n, secrets, provoked = [] }: Logged): Promise<void> {
	const lines = n8n.log().split('\n');
	await check(`log of ${name}: no warning or error from this package`, () => {
		const ours = lines.filter((line) => OUR_FRAME.test(line) || (LEVELS.test(line) && isOurs(line)));
		assert.deepEqual(
			ours.filter((line) => OUR_FRAME.test(line) || !provoked.some((sentence) => sentence.test(unescaped(line)))),
			[],
		);
	});
	await check(`log of ${name}: contains no secret`, () => {
		assert.ok(!lines.some((line) => secrets.some((secret) => line.includes(secret)) || /Bearer [\w-]/.test(line)));
	});
}

function isOurs(line: string): boolean {
	if (OF_N8N.test(line)) return false;
	if (SENTENCE.test(line) && !STACK.test(line)) return true;
	return /jamf/i.test(line.replace(/\/[^\s"]*n8n-nodes-jamf[^\s"]*/g, ''));
}

const unescaped = (line: string): string => line.replaceAll('\\"', '"');
