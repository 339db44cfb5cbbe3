import assert from 'node:assert/strict';
import { expectedFiles, type Packed } from '../package';
import type { Check } from '../runner';

const MAX_KB = 1_500;

export async function checkPacked(check: Check, { files, bytes, distBytes }: Packed): Promise<void> {
	const kilobytes = (count: number) => Math.round(count / 1000);
	await check(
		`npm pack: exactly the files that n8n needs (${files.length} files, ${kilobytes(bytes)} KB)`,
		async () => {
			assert.deepEqual([...files].sort(), await expectedFiles());
		},
	);
	await check(`npm pack: dist is at most ${MAX_KB} KB (${kilobytes(distBytes)} KB)`, () => {
		assert.ok(kilobytes(distBytes) <= MAX_KB);
	});
}
