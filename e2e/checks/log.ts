import assert from 'node:assert/strict';
import type { Suite } from '../suite';

/** Frames of a stack that lead to this package, and warnings of Node.js itself. */
const COMPLAINT = /node_modules\/n8n-nodes-jamf|^\(node:\d+\)|DeprecationWarning|MaxListenersExceeded/;
/** n8n 1's own request helper names an IP address as TLS server. */
const NOT_OURS = /DEP0123/;
const LEVELS = /^\{"level":"(warn|error)"/;
/** n8n reports the sentence of every failed execution and credential test: those were provoked by the checks before. */
const SENTENCE = /"function":"defaultReport"/;

/** n8n's own word for a workflow that it refuses to start; the checks provoke that too. */
const REFUSED_START = /No active execution found/;

export async function checkLog({ check, n8n, simulator }: Suite): Promise<void> {
	const lines = n8n
		.log()
		.split('\n')
		.filter((line) => !REFUSED_START.test(line));
	await check("n8n's log has no warning or error of ours", () => {
		const ours = lines.filter((line) => isComplaint(line) || (LEVELS.test(line) && isOurs(line)));
		assert.deepEqual(ours, []);
	});
	await check("n8n's log has no secret", () => {
		assert.ok(!lines.some((line) => line.includes(simulator.client.clientSecret) || /Bearer [\w-]/.test(line)));
	});
}

const isComplaint = (line: string) => COMPLAINT.test(line) && !NOT_OURS.test(line);

function isOurs(line: string): boolean {
	const text = line.replace(/\/[^\s"]*n8n-nodes-jamf[^\s"]*/g, '');
	return /jamf/i.test(text) && !(SENTENCE.test(line) && !/\\n\s+at /.test(text));
}
