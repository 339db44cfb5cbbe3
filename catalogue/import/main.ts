/** `npm run catalogue:import`: refreshes `catalogue/sources` from Jamf's documents. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../command';
import { CatalogueError } from '../diagnostics';
import { listDocuments, sourceFile } from '../sources';
import { listOperations } from './changes';
import { importDocument } from './document';

const USAGE = `Name at least one document:
  npm run catalogue:import -- --pro FILE               the Jamf Pro API: your server's /api/schema/
  npm run catalogue:import -- --classic FILE           the Classic API: Jamf's Swagger document
  npm run catalogue:import -- --app-installers FILE    App Installers of the Jamf Pro API
The version of Jamf Pro is read from the file name of --pro, or from --version.`;

runCommand(() => {
	const { values } = parseArgs({
		options: {
			pro: { type: 'string' },
			classic: { type: 'string' },
			'app-installers': { type: 'string' },
			version: { type: 'string' },
			root: { type: 'string', default: path.join(__dirname, '../..') },
		},
	});
	const given = listDocuments(values);
	if (given.length === 0) throw new CatalogueError([USAGE]);
	// All files are read before any source is written, so that a wrong file changes nothing.
	const imported = given.map(({ name, file }) => ({ name, ...importDocument(name, file, values.version) }));
	for (const { name, text, unknown } of imported) {
		const target = sourceFile(values.root, name);
		const before = existsSync(target) ? listOperations(readFileSync(target, 'utf8')) : [];
		const after = listOperations(text);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, text);
		console.log(`${name}: ${after.length} operations, ${Math.round(Buffer.byteLength(text) / 1000)} kB.`);
		for (const operation of after.filter((each) => !before.includes(each))) console.log(`  + ${operation}`);
		for (const operation of before.filter((each) => !after.includes(each))) console.log(`  - ${operation}`);
		for (const [key, count] of unknown)
			console.log(`  Not imported, because catalogue/import has no rule for it: ${key} (${count} times)`);
	}
	console.log('Now run `npm run catalogue`.');
});
