import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { errorOf, execute } from '../execution';
import { ROOT } from '../package';
import { CREDENTIAL_TYPE, type SavedWorkflow } from '../rest';
import type { Suite } from '../suite';

const FOLDER = path.join(ROOT, 'examples');

/** Every importable workflow, as it is in the file, with the user's credential chosen. */
export async function checkExamples({ check, rest, credential }: Suite): Promise<void> {
	const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json'));
	for (const file of files.sort()) {
		await check(`example ${file} runs`, async () => {
			const example = JSON.parse(await readFile(path.join(FOLDER, file), 'utf8')) as SavedWorkflow;
			const nodes = example.nodes.map((node) => withCredential(node, { [CREDENTIAL_TYPE]: credential }));
			const trigger = nodes.find(({ type }) => /trigger$/i.test(type));
			assert.ok(trigger, 'no trigger');
			const workflow = await rest.createWorkflow({ ...example, nodes });
			const execution = await execute(rest, workflow, trigger.name);
			assert.equal(execution.status, 'success', errorOf(execution)?.message);
			const skipped = nodes.filter(({ name, disabled, type }) => {
				return disabled !== true && !/stickyNote$/.test(type) && !(name in execution.data.resultData.runData);
			});
			assert.deepEqual(
				skipped.map(({ name }) => name),
				[],
				'nodes that did not run',
			);
		});
	}
}

function withCredential(node: INode, ours: NonNullable<INode['credentials']>): INode {
	const types = Object.keys(node.credentials ?? {});
	return types.length === 0 ? node : { ...node, credentials: { ...node.credentials, ...pick(ours, types) } };
}

function pick<T>(from: Record<string, T>, keys: string[]): Record<string, T> {
	return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
