/** `npm run catalogue`: writes the generated files, or with `--check` compares them with the committed ones. */

import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { coverageOf } from './coverage';
import { filesOf } from './files';
import { generate, outdated, write } from './generate';
import { CatalogueError } from './problems';

runCommand(() => {
	const { values } = parseArgs({
		options: {
			root: { type: 'string', default: path.join(__dirname, '..') },
			check: { type: 'boolean', default: false },
		},
	});
	const generated = generate(values.root);
	const files = filesOf(generated);
	if (values.check) {
		const different = outdated(values.root, files);
		if (different.length > 0) {
			throw new CatalogueError([
				...different.map((file) => `${file} does not match catalogue/sources and catalogue/overlay.`),
				'Run `npm run catalogue` and commit the result.',
			]);
		}
	} else write(values.root, files);

	const { rows, fallbacks, claimed, total } = coverageOf(generated.built.catalogue, generated.overlay);
	const { rows: own, lookups, subsets } = generated.classic.reach;
	const reached = own.length + lookups.length + subsets.length;
	console.log(`${total} operations: ${rows} rows, ${fallbacks} older versions, ${claimed} hand-written only.`);
	console.log(
		`${reached} Classic operations: ${own.length} by rows, ${lookups.length} by locators, ${subsets.length} as parts.`,
	);
	for (const [file, text] of Object.entries(files))
		console.log(`${file}: ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
});
