/** Builds the rows from the sources and the overlay, and writes or compares the generated files. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build';
import { buildClassic } from './classic/build';
import { readClassicOverlay } from './classic/overlay';
import { readSwagger } from './classic/swagger';
import { type ApiDocument, readDocument } from './document';
import { type Generated, LOCK, findRemoved } from './files';
import { readOverlay } from './overlay';
import { CatalogueError } from './diagnostics';
import { PRO_SOURCES, sourceFile, type SourceName } from './sources';

/**
 * Builds all rows from `catalogue/sources` and `catalogue/overlay` in the project at `root`.
 * @throws CatalogueError when sources and overlay do not match, or a released operation no longer exists
 */
export function generate(root: string): Generated {
	const folder = path.join(root, 'catalogue/overlay');
	const overlay = readOverlay(folder);
	const built = build(readProDocument(root), overlay);
	const classic = buildClassic(readSwagger(readSource(root, 'classic')), readClassicOverlay(folder));
	const lock = read(path.join(root, LOCK)) ?? '';
	const gone = [
		...findRemoved(lock, 'pro', built.catalogue, overlay),
		...findRemoved(lock, 'classic', classic.catalogue, overlay),
	];
	if (gone.length > 0) {
		throw new CatalogueError(
			gone.map(
				(name) => `${name} was released but no longer exists. Name its successor in catalogue/overlay/aliases.yaml.`,
			),
		);
	}
	return { built, classic, overlay };
}

/** The sources of the Jamf Pro API in the project at `root`. */
export function readProDocument(root: string): ApiDocument {
	const [main, ...others] = PRO_SOURCES;
	const found = others.flatMap((name) => read(sourceFile(root, name)) ?? []);
	return readDocument(readSource(root, main), ...found);
}

export function writeFiles(root: string, files: Record<string, string>): void {
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
}

/** The committed files that differ from the given ones. */
export function findOutdated(root: string, files: Record<string, string>): string[] {
	return Object.keys(files).filter((file) => read(path.join(root, file)) !== files[file]);
}

function readSource(root: string, name: SourceName): string {
	const text = read(sourceFile(root, name));
	if (text === undefined) {
		throw new CatalogueError([
			`catalogue/sources/${name}.json is missing. Restore it with git, or import Jamf's document: npm run catalogue:import -- --${name} FILE`,
		]);
	}
	return text;
}

function read(file: string): string | undefined {
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
