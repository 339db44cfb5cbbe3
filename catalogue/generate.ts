/** Reads what there is, makes the rows, and writes or compares them. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Built } from './build';
import { buildClassic, type ClassicBuilt } from './classic/build';
import { readClassicOverlay } from './classic/overlay';
import { readSwagger } from './classic/swagger';
import { readDocument } from './document';
import { vanished } from './files';
import { readOverlay, type Overlay } from './overlay';
import { CatalogueError } from './problems';

interface Sources {
	/** The project; everything is read and written below it. */
	root: string;
	/** Jamf Pro's OpenAPI document. */
	pro: string;
	/** Jamf's document of the Classic API; `undefined` where only the rows of the Jamf Pro API are made. */
	classic?: string | undefined;
	/** Version of that document, when its file name does not tell. */
	version?: string;
}

/** @throws CatalogueError when something does not fit, or an operation that was shipped is gone */
export function generate({ root, pro, classic: classicFile, version = versionIn(pro) }: Sources): {
	built: Built;
	classic: ClassicBuilt | undefined;
	overlay: Overlay;
} {
	const wanted: Array<[string, string]> = [
		[pro, "Save your server's /api/schema/ and name the file: npm run catalogue -- --pro FILE"],
		[classicFile ?? pro, 'Name the file with the swagger of the Classic API: npm run catalogue -- --classic FILE'],
	];
	for (const [file, hint] of wanted)
		if (!existsSync(file)) throw new CatalogueError([`There is no document at ${file}. ${hint}`]);
	const overlay = readOverlay(path.join(root, 'catalogue/overlay'));
	const built = build(readDocument(readFileSync(pro, 'utf8')), overlay, version);
	const classic =
		classicFile === undefined
			? undefined
			: buildClassic(
					readSwagger(readFileSync(classicFile, 'utf8')),
					readClassicOverlay(path.join(root, 'catalogue/overlay')),
				);
	const lock = read(root, 'catalogue/catalogue.lock') ?? '';
	const gone = [
		...vanished(lock, 'pro', built.catalogue, overlay),
		...(classic === undefined ? [] : vanished(lock, 'classic', classic.catalogue, overlay)),
	];
	if (gone.length > 0) {
		throw new CatalogueError(
			gone.map((name) => `${name} was shipped and is gone: name what stands for it in catalogue/overlay/aliases.yaml.`),
		);
	}
	return { built, classic, overlay };
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
