/** `npm run catalogue`: writes the rows, or with `--check` compares them with the committed ones. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { coverageOf } from './coverage';
import { filesOf } from './files';
import { generate, outdated, write } from './generate';
import { CatalogueError } from './problems';

const root = path.join(__dirname, '..');

function main(): void {
	const { values } = parseArgs({
		options: {
			pro: { type: 'string' },
			classic: { type: 'string' },
			version: { type: 'string' },
			root: { type: 'string', default: root },
			check: { type: 'boolean', default: false },
		},
	});
	const beside = path.join(root, '../shared/jamf');
	const { pro = path.join(beside, 'api-schema-11.30.1.json'), ...given } = values;
	// The document of one's own server comes without one of the Classic API.
	const usual = path.join(beside, 'classic-swagger.yaml');
	const isAlone = values.pro !== undefined && values.classic === undefined && !existsSync(usual);
	const { built, classic, overlay } = generate({
		...given,
		pro,
		classic: isAlone ? undefined : (values.classic ?? usual),
	});
	const files = filesOf(built, classic, overlay);
	if (values.check) {
		const different = outdated(values.root, files);
		if (different.length > 0) {
			throw new CatalogueError([
				...different.map((file) => `${file} is not what the documents and the overlay give.`),
				'Run `npm run catalogue` and commit what it writes.',
			]);
		}
	} else write(values.root, files);

	const { rows, fallbacks, claimed, total } = coverageOf(built.catalogue, overlay);
	console.log(`${total} operations: ${rows} rows, ${fallbacks} older versions, ${claimed} hand-written only.`);
	if (classic === undefined) {
		console.log('Without the document of the Classic API its rows, the lock and docs/operations.md stay as they are.');
	} else {
		const { rows: own, lookups, subsets } = classic.reach;
		const reached = own.length + lookups.length + subsets.length;
		console.log(
			`${reached} Classic operations: ${own.length} by rows, ${lookups.length} by locators, ${subsets.length} as parts.`,
		);
	}
	for (const [file, text] of Object.entries(files))
		console.log(`${file}: ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
}

try {
	main();
} catch (error) {
	if (!(error instanceof CatalogueError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
