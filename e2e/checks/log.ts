import assert from 'node:assert/strict';
import type { N8n } from '../n8n';
import type { Check } from '../runner';

/** A frame of a stack in this package or its dependencies; n8n prints Node's warnings with their stacks here. */
const OUR_FRAME = /\.n8n\/nodes\/node_modules\//;
const LEVELS = /^\{"level":"(warn|error)"/;
/** n8n reports the sentence of every failed execution and credential test: those were provoked by the checks before. */
const SENTENCE = /"function":"defaultReport"/;

/** n8n's own word for a workflow that it refuses to start; the checks provoke that too. */
const REFUSED_START = /No active execution found/;

/** @param name which process: `n8n`, `worker 1` */
export async function checkLog(check: Check, name: string, n8n: Pick<N8n, 'log'>, secrets: string[]): Promise<void> {
	const lines = n8n
		.log()
		.split('\n')
		.filter((line) => !REFUSED_START.test(line));
	await check(`log of ${name}: no warning or error of ours`, () => {
		const ours = lines.filter((line) => OUR_FRAME.test(line) || (LEVELS.test(line) && isOurs(line)));
		assert.deepEqual(ours, []);
	});
	await check(`log of ${name}: no secret`, () => {
		assert.ok(!lines.some((line) => secrets.some((secret) => line.includes(secret)) || /Bearer [\w-]/.test(line)));
	});
}

function isOurs(line: string): boolean {
	const text = line.replace(/\/[^\s"]*n8n-nodes-jamf[^\s"]*/g, '');
	return /jamf/i.test(text) && !(SENTENCE.test(line) && !/\\n\s+at /.test(text));
}
