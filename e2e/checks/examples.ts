import assert from 'node:assert/strict';
import { exampleNames } from '../exampleFiles';
import type { Suite } from '../suite';
import { TRIALS } from './exampleTrials';

/** Every importable workflow, as it is in the file, with what a user fills in. */
export async function checkExamples(suite: Suite): Promise<void> {
	for (const name of await exampleNames()) {
		await suite.check(`example ${name}`, async () => {
			const trial = TRIALS[name];
			assert.ok(trial, 'nobody tries it: add it to exampleTrials.ts');
			await trial(suite, name);
		});
	}
}
