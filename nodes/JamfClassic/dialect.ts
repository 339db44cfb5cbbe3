import { classic, classicElements, classicFields } from '../shared/catalogue/lookup';
import type { ElementRow, Elements } from '../shared/catalogue/elements';
import { findElements } from '../shared/catalogue/find';
import type { Catalogue, Fields, OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { Dialect } from '../shared/calls/dialect';
import { InputError } from '../shared/transport/errors/errors';
import { validateUserXml } from './xml/validateUserXml';
import { escapeProfilePayloads } from './xml/escapeProfilePayloads';
import { toXml } from './xml/untypedXml';
import { findUnreadableFields } from './xml/unreadableFields';
import { serializeDocument } from './xml/serializeDocument';
import { buildOptions } from './options';
import { createDecoder } from './decoder';
import { handleRejection } from './handleRejection';

/** The Classic API: one shape of JSON on this side, XML and JSON in the forms of the server on the other. */
export function createClassicDialect(catalogue: Catalogue, fields: () => Fields, elements: () => Elements): Dialect {
	const dialect: Dialect = {
		api: 'classic',
		catalogue,
		fields,
		options: buildOptions,
		encodeBody(value, row, resource, item) {
			const sendUnknown = item?.boolean('options.sendUnknownFields') ?? false;
			const rows = findElements(elements(), resource.value, row.value);
			return {
				headers: { 'content-type': 'application/xml' },
				body: toBody(value, rows, { row, resource, sendUnknown }),
			};
		},
		findUnreadable(section, name, row, resource) {
			const rows = findElements(elements(), resource.value, row.value);
			return findUnreadableFields(section, rows?.find((each) => each.name === name)?.of ?? []);
		},
		handleRejection: async (jamf, error, refused) => await handleRejection(dialect, jamf, error, refused),
		decoderFor: (row, resource, item) =>
			createDecoder(
				row,
				resource,
				findElements(elements(), resource.value, row.value) ?? [],
				item?.string('options.answerFormat'),
			),
	};
	return dialect;
}

/** The Classic API with the rows of the package. */
export const dialect = createClassicDialect(classic, classicFields, classicElements);

interface Target {
	row: OperationRow;
	resource: ResourceRow;
	sendUnknown: boolean;
}

function toBody(value: unknown, rows: ElementRow[] | undefined, { row, resource, sendUnknown }: Target): string {
	const root = (row.root ?? resource.root)?.split('.').at(-1);
	if (typeof value === 'string') return validateUserXml(value, root);
	if (rows !== undefined && root !== undefined) {
		return serializeDocument(escapeProfilePayloads(value, root), {
			root,
			rows,
			isNew: row.value === 'create',
			sendUnknown,
		});
	}
	if (typeof value !== 'object' || value === null) throw new InputError('The body is no object.', 'Nothing was sent.');
	return toXml(root === undefined ? value : { [root]: value });
}
