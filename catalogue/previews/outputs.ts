/** The outputs of Classic operations that the overlay describes. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Elements } from '../../nodes/shared/catalogue/elements';
import { type Notation, readNotation } from '../classic/notation';
import { Diagnostics } from '../diagnostics';

/** @param folder the overlay. @throws CatalogueError listing what is not valid notation */
export function readOutputs(folder: string): Elements {
	const diagnostics = new Diagnostics();
	const text = readFileSync(path.join(folder, 'outputs.yaml'), 'utf8');
	const outputs = Object.entries(parse(text) as Record<string, Notation>).map(([name, notation]) => [
		name,
		readNotation(notation, {}, name, diagnostics),
	]);
	diagnostics.throwIfAny();
	return Object.fromEntries(outputs) as Elements;
}
