import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { dialect as classic } from '../../nodes/JamfClassic/dialect';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { handwritten as classicHandwritten } from '../../nodes/JamfClassic/operations';
import { dialect as pro } from '../../nodes/JamfPro/dialect';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { handwritten as proHandwritten } from '../../nodes/JamfPro/operations';
import { buildResources } from '../../nodes/shared/operations/resources';

const read = (file: string) => readFileSync(path.join(__dirname, '../..', file), 'utf8');

const shipped = (
	[
		['pro', buildResources(pro, proHandwritten)],
		['classic', buildResources(classic, classicHandwritten)],
	] as const
).flatMap(([api, resources]) =>
	resources.flatMap((resource) => resource.operations.map((operation) => ({ api, resource, operation }))),
);

test('locks every operation of both nodes, and no other (those without a row: catalogue/overlay/additions.yaml)', () => {
	const values = shipped.map(({ api, resource, operation }) => `${api} ${resource.value}.${operation.value}`);
	expect(read('catalogue/catalogue.lock').trim().split('\n')).toEqual(values.sort());
});

test.each<[string, INodeType]>([
	['pro', new JamfPro()],
	['classic', new JamfClassic()],
])('locks every operation in the pickers of %s', (api, { description }) => {
	const lock = new Set(read('catalogue/catalogue.lock').trim().split('\n'));
	const offered = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.['resource'] ?? []).flatMap((resource) =>
				options.map((option) => `${api} ${String(resource)}.${'value' in option ? String(option.value) : option.name}`),
			),
		);
	expect(offered.length).toBeGreaterThan(100);
	expect(offered.filter((value) => !lock.has(value))).toEqual([]);
});

test('docs/operations.md lists the same operations under their picker names', () => {
	const sections = read('docs/operations.md').split(/^## /m);
	const told = (resource: string, line: string) =>
		sections.some((section) => section.includes(`\n\`${resource}\`\n`) && section.includes(line));
	const missing = shipped
		.filter(({ resource }) => resource.value !== 'apiRequest')
		.filter(({ resource, operation: { name } }) => !told(resource.value, `| **${name}**`))
		.map(({ resource, operation }) => `${resource.value}.${operation.value}`);
	expect(missing).toEqual([]);
});
