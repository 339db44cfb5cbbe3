import type { Elements } from '../../nodes/shared/catalogue/elements';
import type { Catalogue } from '../../nodes/shared/catalogue/types';
import { Schema } from './schema';
import { readFileSync, existsSync } from 'node:fs';

let schema: Schema | undefined;

export function classicSchema(): Schema {
	const folder = 'nodes/shared/catalogue/generated/';
	const read = (f: string) => (existsSync(folder + f) ? JSON.parse(readFileSync(folder + f, 'utf8')) : undefined);
	schema ??= new Schema(
		(read('classic.json') as Catalogue) ?? { resources: [] },
		(read('classicElements.json') as Elements) ?? {},
	);
	return schema;
}
