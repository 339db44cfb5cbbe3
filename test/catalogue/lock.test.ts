import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dialect as classic } from '../../nodes/JamfClassic/api';
import { handwritten as classicHandwritten } from '../../nodes/JamfClassic/operations';
import { dialect as pro } from '../../nodes/JamfPro/dialect';
import { handwritten as proHandwritten } from '../../nodes/JamfPro/operations';
import { resourcesOf } from '../../nodes/shared/execute/resources';

const read = (file: string) => readFileSync(path.join(__dirname, '../..', file), 'utf8');

const shipped = (
	[
		['pro', resourcesOf(pro, proHandwritten)],
		['classic', resourcesOf(classic, classicHandwritten)],
	] as const
).flatMap(([api, resources]) =>
	resources.flatMap((resource) => resource.operations.map((operation) => ({ api, resource, operation }))),
);

test('the lock has every operation of both nodes, and no other', () => {
	const values = shipped.map(({ api, resource, operation }) => `${api} ${resource.value}.${operation.value}`);
	expect(read('catalogue/catalogue.lock').trim().split('\n')).toEqual(values.sort());
});

test('docs/operations.md has them too, by the names of the pickers', () => {
	const sections = read('docs/operations.md').split(/^## /m);
	const told = (resource: string, line: string) =>
		sections.some((section) => section.includes(`\n\`${resource}\`\n`) && section.includes(line));
	const missing = shipped
		.filter(({ resource }) => resource.value !== 'apiRequest')
		.filter(({ resource, operation: { name } }) => !told(resource.value, `| **${name}**`))
		.map(({ resource, operation }) => `${resource.value}.${operation.value}`);
	expect(missing).toEqual([]);
});
