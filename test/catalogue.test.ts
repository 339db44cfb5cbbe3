import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lists } from '../nodes/shared/catalogue/lists';

/** Jamf's own document. It is not part of the project: where it is missing, the rows are only checked for sense. */
const file = path.join(__dirname, '../../shared/jamf/api-schema-11.30.1.json');
interface ApiDocument {
	paths: Record<string, { get?: { parameters: Array<{ name?: string; $ref?: string; description?: string }> } }>;
}
const api = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ApiDocument) : undefined;

test.each(Object.entries(lists))('the list of %s', (_, list) => {
	expect(list.path).toMatch(/^\/v\d+\/[a-z-]+$/);
	if (api === undefined) return;
	const parameters = api.paths[list.path]?.get?.parameters ?? [];
	const describes = (name: string) => parameters.find((parameter) => parameter.name === name)?.description;
	expect(parameters.map(({ name, $ref }) => name ?? $ref?.split('/').at(-1))).toEqual(
		expect.arrayContaining(['page', 'page-size']),
	);
	for (const field of [list.titleField, list.uniqueField]) expect(describes('sort')).toContain(field);
	expect(describes('filter')).toContain(list.titleField);
});
