/** Builds the previews that n8n's editor shows of the output of an operation before anything ran. */

import path from 'node:path';
import type { ElementRow, Elements } from '../../nodes/shared/catalogue/elements';
import { findElements } from '../../nodes/shared/catalogue/find';
import { classicElements } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow } from '../../nodes/shared/catalogue/types';
import type { Dialect } from '../../nodes/shared/calls/dialect';
import type { OutputShape, Resource } from '../../nodes/shared/description/operation';
import { buildResources } from '../../nodes/shared/operations/resources';
import { dialect as classicDialect } from '../../nodes/JamfClassic/dialect';
import { handwritten as classicHandwritten } from '../../nodes/JamfClassic/operations';
import { dialect as proDialect } from '../../nodes/JamfPro/dialect';
import { handwritten as proHandwritten } from '../../nodes/JamfPro/operations';
import { CatalogueError } from '../diagnostics';
import type { ApiDocument } from '../document';
import { readProDocument } from '../generate';
import { findResultSchema } from '../traits';
import { previewElements } from './classicSchema';
import { readOutputs } from './outputs';
import { toPreview } from './proSchema';
import { previewRow } from './rows';
import { objectOf, TEXT, type PreviewSchema } from './schema';

/** The version of the nodes, as n8n writes it. */
const VERSION = 'v1.0.0';

/**
 * @param root the project
 * @returns schemas by their path from the folder of the nodes
 * @throws CatalogueError listing operations whose output is not known
 */
export function buildPreviews(root: string): Record<string, PreviewSchema> {
	const api = readProDocument(root);
	const outputs = readOutputs(path.join(root, 'catalogue/overlay'));
	return {
		...previewNode('JamfPro', proDialect, proHandwritten, (_, row) => previewProRow(api, row)),
		...previewNode('JamfClassic', classicDialect, classicHandwritten, (resource, row) =>
			previewClassicRow(outputs, resource, row),
		),
	};
}

function previewNode(
	folder: string,
	dialect: Dialect,
	handwritten: readonly Resource[],
	preview: (resource: string, row: OperationRow) => PreviewSchema,
): Record<string, PreviewSchema> {
	const unknown: string[] = [];
	const entries = buildResources(dialect, handwritten).flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation, output }): [string, PreviewSchema] => {
			const rows = dialect.catalogue.resources.find(({ value }) => value === resource)?.operations;
			const row = rows?.find(({ value }) => value === operation);
			const schema = output === undefined ? row && preview(resource, row) : previewShape(output);
			if (Object.keys(schema?.properties ?? {}).length === 0) unknown.push(`${resource}.${operation}`);
			return [`${folder}/__schema__/${VERSION}/${resource}/${operation}.json`, schema ?? objectOf({})];
		}),
	);
	if (unknown.length > 0) {
		throw new CatalogueError(
			unknown.map((name) => `${folder}: the output of ${name} is not known. Declare its \`output\`.`),
		);
	}
	return Object.fromEntries(entries);
}

function previewProRow(api: ApiDocument, row: OperationRow): PreviewSchema {
	const [{ method, path }] = row.routes;
	const operation = api.operations.find((each) => each.method === method && each.path === path);
	if (operation?.response === undefined) return previewRow(row, undefined);
	return previewRow(row, toPreview(api, findResultSchema(api, operation)));
}

const ID: ElementRow = { name: 'id', type: 'number' };
const ID_AND_NAME: ElementRow[] = [ID, { name: 'name' }];

/** Writes return the ID of the object (jamf-behavior 5.1). @param outputs what the overlay says instead */
function previewClassicRow(outputs: Elements, resource: string, row: OperationRow): PreviewSchema {
	const name = `${resource}.${row.value}`;
	const elements = classicElements();
	const usual = row.list === undefined ? findElements(elements, resource, row.value) : ID_AND_NAME;
	const own = outputs[name] ?? (row.list === undefined ? undefined : elements[name]);
	if (typeof own === 'object') return previewRow(row, previewElements(own));
	return previewRow(row, previewElements((row.routes[0].method === 'GET' ? usual : [ID]) ?? []));
}

/** What a hand-written operation declares. */
function previewShape(shape: OutputShape): PreviewSchema {
	if (Array.isArray(shape)) return { type: 'array', items: previewShape(shape[0]) };
	if (typeof shape === 'object') {
		return objectOf(Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, previewShape(each)])));
	}
	return shape === 'string' ? TEXT : { type: shape };
}
