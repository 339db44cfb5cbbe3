import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../harness/root';
import { expectedFiles, type Packed, PREVIEW } from '../package';
import type { Check } from '../runner';

const MAX_KB = 1_500;

export async function checkPacked(check: Check, { files, bytes, distBytes }: Packed): Promise<void> {
	const kilobytes = (count: number) => Math.round(count / 1000);
	await check(
		`npm pack: exactly the files that n8n needs (${files.length} files, ${kilobytes(bytes)} KB)`,
		async () => {
			assert.deepEqual(files.filter((file) => !PREVIEW.test(file)).sort(), await expectedFiles());
		},
	);
	const previews = await measurePreviews(files);
	await check(`npm pack: previews of outputs are at most ${MAX_KB} KB (${kilobytes(previews)} KB)`, () => {
		assert.ok(previews > 0 && kilobytes(previews) <= MAX_KB);
	});
	await check(`npm pack: dist is at most ${MAX_KB} KB (${kilobytes(distBytes)} KB)`, () => {
		assert.ok(kilobytes(distBytes) <= MAX_KB);
	});
}

/** Compressed one by one, which is more than they need in the tarball. */
async function measurePreviews(files: readonly string[]): Promise<number> {
	const previews = files.filter((file) => PREVIEW.test(file));
	const sizes = previews.map(async (file) => gzipSync(await readFile(path.join(ROOT, file))).length);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
