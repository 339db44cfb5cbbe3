import { createRequire } from 'node:module';

const load = createRequire(__filename);

/** Reads a file that `npm run catalogue` wrote. `npm run build` compresses the files and replaces this module with one that reads those. */
export function readGenerated(name: string): unknown {
	return load(`./generated/${name}.json`);
}
