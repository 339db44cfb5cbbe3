import { classic, classicElements, classicFields } from '../shared/catalogue/lookup';
import type { Elements } from '../shared/catalogue/elements';
import { findElements } from '../shared/catalogue/find';
import type { Catalogue, Fields } from '../shared/catalogue/types';
import type { Dialect } from '../shared/calls/dialect';
import { isObject } from '../shared/parameters/propertyPath';
import { readSubsets } from '../shared/parameters/query';
import { InputError } from '../shared/transport/errors/errors';
import { validateUserXml } from './xml/validateUserXml';
import { toXml } from './xml/untypedXml';
import { findUnreadableFields } from './xml/unreadableFields';
import { buildOptions } from './options';
import { createDecoder } from './decoder';
import { encodeTypedBody } from './encodeBody';
import { handleRejection, listClassicRequirements, verifyPayloads } from './aroundWrite';

/** The Classic API: converts between normalized JSON in workflows and the XML or JSON of the server. */
export function createClassicDialect(catalogue: Catalogue, fields: () => Fields, elements: () => Elements): Dialect {
	const dialect: Dialect = {
		api: 'classic',
		catalogue,
		fields,
		options: (row, resource) => buildOptions(row, findElements(elements(), resource.value, row.value)),
		async encodeBody(value, row, resource, item, context) {
			const rows = findElements(elements(), resource.value, row.value);
			const root = (row.root ?? resource.root)?.split('.').at(-1);
			const headers = { 'content-type': 'application/xml' };
			if (typeof value === 'string') return { headers, body: validateUserXml(value, root) };
			if (rows !== undefined && root !== undefined) {
				return await encodeTypedBody(value, { row, resource, root, rows, item, context });
			}
			if (isObject(value)) return { headers, body: toXml(root === undefined ? value : { [root]: value }) };
			throw new InputError('The body must be an object.', 'Nothing was sent. Check its expression.');
		},
		findUnreadable(section, name, row, resource) {
			const rows = findElements(elements(), resource.value, row.value);
			return findUnreadableFields(section, rows?.find((each) => each.name === name)?.of ?? []);
		},
		listRequirements: (row, resource, item) => listClassicRequirements({ row, resource, item, fields, elements }),
		verifyWrite: async (jamf, written) => await verifyPayloads(jamf, dialect, written),
		handleRejection: async (jamf, error, rejected) => await handleRejection(dialect, jamf, error, rejected),
		decoderFor: (row, resource, item, ids) => {
			const isWhole = row.path?.length === 1 && row.path[0]?.name === 'id' && row.root === undefined;
			const isSubset = row.routes[0].path.includes('/subset/') || (item !== undefined && readSubsets(row, item) !== '');
			return createDecoder({
				row,
				resource,
				rows: findElements(elements(), resource.value, row.value) ?? [],
				format: item?.string('options.responseFormat'),
				id: isWhole && !isSubset ? ids?.[0] : undefined,
			});
		},
	};
	return dialect;
}

/** The Classic API with the rows of this package. */
export const dialect = createClassicDialect(classic, classicFields, classicElements);
