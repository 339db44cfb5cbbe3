/** `npm run catalogue`: writes the generated files, or with `--check` compares them with the committed ones. */

import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { computeCoverage } from './coverage';
import { renderPages, renderRows } from './files';
import { generate, findOutdated, writeFiles } from './generate';
import { CatalogueError } from './diagnostics';

runCommand(() => {
	const { values } = parseArgs({
		options: {
			root: { type: 'string', default: path.join(__dirname, '..') },
			check: { type: 'boolean', default: false },
		},
	});
	const generated = generate(values.root);
	const rows = renderRows(generated);
	if (!values.check) writeFiles(values.root, rows);
	const pages = renderPages(generated);
	const files = { ...rows, ...pages };
	if (values.check) {
		const different = findOutdated(values.root, files);
		if (different.length > 0) {
			throw new CatalogueError([
				...different.map((file) => `${file} does not match catalogue/sources and catalogue/overlay.`),
				'Run `npm run catalogue` and commit the result.',
			]);
		}
	} else writeFiles(values.root, pages);

	const {
		rows: newest,
		fallbacks,
		handledByCode,
		total,
	} = computeCoverage(generated.built.catalogue, generated.overlay);
	const { rows: own, lookups, subsets } = generated.classic.coverage;
	const reached = own.length + lookups.length + subsets.length;
	console.log(`${total} operations: ${newest} rows, ${fallbacks} older versions, ${handledByCode} hand-written only.`);
	console.log(
		`${reached} Classic operations: ${own.length} by rows, ${lookups.length} by locators, ${subsets.length} as parts.`,
	);
	for (const [file, text] of Object.entries(files))
		console.log(`${file}: ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
	if (values.check) console.log('All generated files are up to date.');
});
