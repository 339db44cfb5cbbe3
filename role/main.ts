/** `npm run role -- workflow.json ...`: prints the privileges that workflows require, and why. */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { computeWorkflowRole } from '../nodes/JamfPro/requiredRole';
import { readWorkflows } from '../nodes/shared/operations/requirements/readWorkflows';
import { renderRole } from '../harness/renderRole';

const USAGE = 'Usage: npm run role -- [--json] workflow.json ...   (- reads from standard input)';

function main(): void {
	const { values, positionals } = parseArgs({
		options: { json: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	if (positionals.length === 0) throw new Error(USAGE);
	const workflows = positionals.map((file) => readFile(file));
	const role = computeWorkflowRole(workflows);
	console.log(values.json ? JSON.stringify(role, null, '\t') : renderRole(role));
}

/** Without a check of each file, one that is not a workflow would be missing from the role without notice. */
function readFile(file: string): unknown {
	const value = parse(file, readFileSync(file === '-' ? 0 : file, 'utf8'));
	try {
		readWorkflows(value);
	} catch {
		throw new Error(`${file} has no workflow. Download the workflow in n8n.`);
	}
	return value;
}

function parse(file: string, text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		throw new Error(`${file} is not valid JSON. Download the workflow in n8n.`);
	}
}

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
