/** `npm run catalogue:compare`: lists what Jamf's documents have that `catalogue/sources` lacks, and the reverse. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './command';
import { CatalogueError } from './diagnostics';
import { findDifferences } from './import/differences';
import { importDocument } from './import/document';
import { listDocuments, sourceFile } from './sources';

const USAGE = `Name at least one document, as for \`npm run catalogue:import\`:
  npm run catalogue:compare -- --pro FILE --classic FILE --app-installers FILE
With --exit-code the command fails when anything differs.`;

runCommand(() => {
	const { values } = parseArgs({
		options: {
			pro: { type: 'string' },
			classic: { type: 'string' },
			'app-installers': { type: 'string' },
			'exit-code': { type: 'boolean', default: false },
			root: { type: 'string', default: path.join(__dirname, '..') },
		},
	});
	const given = listDocuments(values);
	if (given.length === 0) throw new CatalogueError([USAGE]);
	const found = given.map(({ name, file }) => {
		const committed = sourceFile(values.root, name);
		const before = existsSync(committed) ? readFileSync(committed, 'utf8') : '{}';
		// The version of the document is ignored, and its file may have any name.
		const { text, unknown } = importDocument(name, file, 'any');
		const { added, removed, changed, schemas } = findDifferences(before, text);
		const lines = [
			...added.map((each) => `+ ${each}`),
			...removed.map((each) => `- ${each}`),
			...changed.map((each) => `~ ${each}`),
			...schemas.map((each) => `~ ${each}`),
			...[...unknown.keys()].map((key) => `? ${key}: catalogue/import has no rule for it`),
		];
		console.log(`${name}: ${lines.length === 0 ? 'nothing is new' : `${lines.length} differences`}`);
		for (const line of lines) console.log(`  ${line}`);
		return lines.length;
	});
	if (values['exit-code'] && found.some((count) => count > 0)) process.exitCode = 1;
});
