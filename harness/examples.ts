import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, IRun, IWorkflowBase } from 'n8n-workflow';
import type { RunOptions } from './engine';
import { ROOT } from './root';
import type { TestBench } from './testBench';

const FOLDER = path.join(ROOT, 'examples');

/** File names without extension. */
export const EXAMPLES = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => path.basename(file, '.json'));

export function readExample(name: string, replaced: Record<string, string> = {}): IWorkflowBase {
	const text = readFileSync(path.join(FOLDER, `${name}.json`), 'utf8');
	const changed = Object.entries(replaced).reduce((json, [from, to]) => {
		if (!json.includes(from)) throw new Error(`${name} has no ${from}`);
		return json.replaceAll(from, to);
	}, text);
	return JSON.parse(changed) as IWorkflowBase;
}

/** The privileges that docs/examples.md lists for an example. */
export function readListedPrivileges(name: string): string[] {
	const page = readFileSync(path.join(ROOT, 'docs/examples.md'), 'utf8');
	const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(`(../examples/${name}.json)`));
	const cells = row?.split('|') ?? [];
	return cells.at(-2)?.trim().split(', ') ?? [];
}

/** The output of the nodes of a run. */
class ExampleRun {
	constructor(private readonly run: IRun) {}

	/** Items of one output. @throws the error of the run, if there was one */
	items(node: string, output = 0): IDataObject[] {
		const { error, runData } = this.run.data.resultData;
		if (error !== undefined) throw error;
		return runData[node]?.[0]?.data?.main?.[output]?.map(({ json }) => json) ?? [];
	}

	/** Items of the first call of a tool. */
	toolItems(node: string): IDataObject[] {
		const { error, runData } = this.run.data.resultData;
		if (error !== undefined) throw error;
		return runData[node]?.[0]?.data?.ai_tool?.[0]?.map(({ json }) => json) ?? [];
	}

	hasRun(node: string): boolean {
		return node in this.run.data.resultData.runData;
	}

	get error(): string | undefined {
		return this.run.data.resultData.error?.message;
	}
}

/** Runs an example with the credential of the test bench and the texts that a user fills in. */
export async function runExample(
	bench: TestBench,
	name: string,
	{ replaced, ...options }: RunOptions & { replaced?: Record<string, string> } = {},
): Promise<ExampleRun> {
	const { credentials } = bench.engine;
	credentials.store.set('jamf-pro', { ...credentials.store.get('c1') });
	return new ExampleRun(await bench.engine.run(readExample(name, replaced), options));
}
