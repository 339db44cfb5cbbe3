import type { ElementRow } from '../shared/catalogue/elements';
import type { OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { JamfClient } from '../shared/transport/client';
import { fillPath } from '../shared/transport/path';
import { readOwnObject } from './decoder';
import type { Stored } from './xml/storedObject';

interface Source {
	resource: ResourceRow;
	get: OperationRow;
	rows: readonly ElementRow[];
	root: string;
}

/** Reads an object in the structure of its XML, which is needed to write elements without a row. */
export async function readStored(
	jamf: JamfClient,
	{ get, rows, root }: Source,
	ids: readonly string[],
	suffix = '',
): Promise<Stored> {
	const path = fillPath(get.routes[0].path + suffix, ids);
	const { body } = await jamf.send(
		{ api: 'classic', method: 'GET', path, headers: { accept: 'application/xml' } },
		async (response) =>
			await readOwnObject(response, root, rows, {
				id: suffix === '' && get.path?.[0]?.name === 'id' ? ids[0] : undefined,
			}),
	);
	return body;
}
