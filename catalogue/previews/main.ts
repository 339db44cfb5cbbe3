/** Writes the previews of all outputs beside the compiled nodes: part of `npm run build`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../command';
import { buildPreviews } from './build';

const ROOT = path.join(__dirname, '../..');

runCommand(() => {
	const previews = Object.entries(buildPreviews(ROOT));
	for (const [name, schema] of previews) {
		const file = path.join(ROOT, 'dist/nodes', name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, JSON.stringify(schema));
	}
	console.log(`${previews.length} output previews`);
});
