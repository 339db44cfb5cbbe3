import type { ElementRow, Elements } from '../shared/catalogue/elements';
import { elementsOf } from '../shared/catalogue/find';
import type { Catalogue, Fields, OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { Dialect } from '../shared/calls/apiAdapter';
import { InputError } from '../shared/transport/errors/errors';
import { checkGivenXml } from './xml/givenXml';
import { withPayloads } from './xml/payloads';
import { toXml } from './xml/loose';
import { untold } from './xml/untold';
import { writeDocument } from './xml/write';
import { optionsOf } from './options';
import { readerOf } from './reader';
import { recover } from './recover';

/** The Classic API: one shape of JSON on this side, XML and JSON in the forms of the server on the other. */
export function classicDialect(catalogue: Catalogue, fields: () => Fields, elements: () => Elements): Dialect {
	const dialect: Dialect = {
		api: 'classic',
		catalogue,
		fields,
		options: optionsOf,
		write(value, row, resource, item) {
			const sendUnknown = item?.boolean('options.sendUnknownFields') ?? false;
			const rows = elementsOf(elements(), resource.value, row.value);
			return {
				headers: { 'content-type': 'application/xml' },
				body: toBody(value, rows, { row, resource, sendUnknown }),
			};
		},
		untold(section, name, row, resource) {
			const rows = elementsOf(elements(), resource.value, row.value);
			return untold(section, rows?.find((each) => each.name === name)?.of ?? []);
		},
		recover: async (jamf, error, refused) => await recover(dialect, jamf, error, refused),
		reader: (row, resource, item) =>
			readerOf(
				row,
				resource,
				elementsOf(elements(), resource.value, row.value) ?? [],
				item?.text('options.answerFormat'),
			),
	};
	return dialect;
}

interface Target {
	row: OperationRow;
	resource: ResourceRow;
	sendUnknown: boolean;
}

function toBody(value: unknown, rows: ElementRow[] | undefined, { row, resource, sendUnknown }: Target): string {
	const root = (row.root ?? resource.root)?.split('.').at(-1);
	if (typeof value === 'string') return checkGivenXml(value, root);
	if (rows !== undefined && root !== undefined) {
		return writeDocument(withPayloads(value, root), { root, rows, isNew: row.value === 'create', sendUnknown });
	}
	if (typeof value !== 'object' || value === null) throw new InputError('The body is no object.', 'Nothing was sent.');
	return toXml(root === undefined ? value : { [root]: value });
}
