import assert from 'node:assert/strict';
import { judgeFiles, type Packed } from '../package';
import type { Check } from '../runner';

export async function checkPacked(check: Check, { files, bytes, unpackedBytes }: Packed): Promise<void> {
	const kilobytes = (count: number) => `${Math.round(count / 1024)} KB`;
	const size = `${files.length} files, ${kilobytes(bytes)}, unpacked ${kilobytes(unpackedBytes)}`;
	await check(`npm pack: only what n8n needs (${size})`, async () => {
		assert.deepEqual(await judgeFiles(files), { foreign: [], missing: [] });
	});
}
