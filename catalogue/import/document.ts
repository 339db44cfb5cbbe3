/** Reads one of Jamf's documents and writes its facts as a source of the catalogue. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { CatalogueError } from '../diagnostics';
import type { SourceName } from '../sources';
import { openApi } from './openapi';
import { isObject, type UnknownKeys } from './rules';
import { swagger } from './swagger';

/** Root, `paths` and each path are expanded, so that each operation and each schema is one line. */
const EXPANDED_LEVELS = 3;

interface Imported {
	text: string;
	unknown: UnknownKeys;
}

/**
 * @param version of Jamf Pro. Default: the one in the file name of `pro`, because Jamf's documents all say "production".
 * @throws CatalogueError when the file is missing or is not a document of this kind
 */
export function importDocument(name: SourceName, file: string, version?: string): Imported {
	const document = readFile(file);
	const isSwagger = typeof document['swagger'] === 'string';
	const isOpenApi = String(document['openapi'] ?? '').startsWith('3');
	if (name === 'classic' ? !isSwagger : !isOpenApi) {
		const wanted = name === 'classic' ? 'a Swagger 2 document of the Classic API' : 'an OpenAPI 3 document';
		const other = isSwagger ? ' Pass it with --classic.' : isOpenApi ? ' Pass it with --pro.' : '';
		throw new CatalogueError([`${file} is not ${wanted}.${other}`]);
	}
	if (!isObject(document['paths']) || Object.keys(document['paths']).length === 0)
		throw new CatalogueError([`${file} has no operations: its "paths" are missing or empty.`]);
	const unknown: UnknownKeys = new Map();
	const facts = (name === 'classic' ? swagger : openApi)(document, unknown);
	if (!isObject(facts)) throw new CatalogueError([`${file} is empty.`]);
	const info = isObject(facts['info']) ? facts['info'] : {};
	const own = name === 'pro' ? (version ?? readVersion(file)) : info['version'];
	const text = serialize({ ...facts, info: { version: own ?? 'unknown' } }, EXPANDED_LEVELS);
	return { text: `${text}\n`, unknown };
}

/** The version of Jamf Pro in a file name such as `api-schema-11.30.1.json`. */
function readVersion(file: string): string {
	const [found] = /\d+\.\d+\.\d+/.exec(path.basename(file)) ?? [];
	if (found === undefined) {
		throw new CatalogueError([
			`The file name ${path.basename(file)} does not contain the version of Jamf Pro. Add it, for example: --version 11.30.1.`,
		]);
	}
	return found;
}

function readFile(file: string): Record<string, unknown> {
	if (!existsSync(file)) throw new CatalogueError([`${file} does not exist.`]);
	let document: unknown;
	try {
		const text = readFileSync(file, 'utf8');
		document = text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text);
	} catch (error) {
		throw new CatalogueError([
			`${file} cannot be read as JSON or YAML: ${error instanceof Error ? error.message : String(error)}`,
		]);
	}
	if (!isObject(document)) throw new CatalogueError([`${file} is not an API document: it contains no object.`]);
	return document;
}

/** Writes one key per line down to a level, for readable diffs. */
function serialize(value: unknown, levels: number): string {
	if (levels === 0 || !isObject(value)) return JSON.stringify(value);
	const lines = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${serialize(inner, levels - 1)}`);
	return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}`;
}
