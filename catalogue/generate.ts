/** Reads what there is, makes the rows, and writes or compares them. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Built } from './build';
import { readDocument } from './document';
import { vanished } from './files';
import { readOverlay, type Overlay } from './overlay';
import { CatalogueError } from './problems';

interface Sources {
	/** The project; everything is read and written below it. */
	root: string;
	/** Jamf Pro's OpenAPI document. */
	pro: string;
	/** Version of that document, when its file name does not tell. */
	version?: string;
}

/** @throws CatalogueError when something does not fit, or an operation that was shipped is gone */
export function generate({ root, pro, version = versionIn(pro) }: Sources): { built: Built; overlay: Overlay } {
	if (!existsSync(pro)) {
		throw new CatalogueError([
			`There is no document at ${pro}. Save your server's /api/schema/ and name the file: npm run catalogue -- --pro FILE`,
		]);
	}
	const overlay = readOverlay(path.join(root, 'catalogue/overlay'));
	const built = build(readDocument(readFileSync(pro, 'utf8')), overlay, version);
	const gone = vanished(read(root, 'catalogue/catalogue.lock') ?? '', 'pro', built.catalogue);
	if (gone.length > 0) {
		throw new CatalogueError(
			gone.map((name) => `${name} was shipped and is gone: name what stands for it in catalogue/overlay/aliases.yaml.`),
		);
	}
	return { built, overlay };
}

export function write(root: string, files: Record<string, string>): void {
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
		writeFileSync(path.join(root, file), text);
	}
}

/** The committed files that are not what would be written now. */
export function outdated(root: string, files: Record<string, string>): string[] {
	return Object.keys(files).filter((file) => read(root, file) !== files[file]);
}

function read(root: string, file: string): string | undefined {
	const place = path.join(root, file);
	return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
}

function versionIn(file: string): string {
	const [found] = /\d+\.\d+\.\d+/.exec(path.basename(file)) ?? [];
	if (found === undefined) {
		throw new CatalogueError([
			`The name of ${file} does not tell the version of Jamf Pro: add --version 11.30.1 or the like.`,
		]);
	}
	return found;
}
