import { findListable, findOperation } from '../shared/catalogue/find';
import type { Dialect, RejectedRequest } from '../shared/calls/dialect';
import { findByField, readId, createLookupSource } from '../shared/calls/resolveId';
import { readObject } from '../shared/calls/callOperation';
import type { JamfClient } from '../shared/transport/client';
import { ResponseError } from '../shared/transport/errors/errors';
import { explainRetired } from './explainRetired';
import { parseXml } from './xml/parseXml';

/** What the server means by a refusal of a write. */
export async function handleRejection(
	dialect: Dialect,
	jamf: JamfClient,
	error: ResponseError,
	refused: RejectedRequest,
): Promise<unknown> {
	if (await isGone(dialect, jamf, error, refused)) return undefined;
	const retired = explainRetired(error, readCommand(refused.value()));
	throw retired !== error || error.status !== 409 ? retired : await explainConflict(dialect, jamf, error, refused);
}

/** Some deletions are answered by 400 and the ID although the object is gone (jamf-behavior 5.1): a read decides. */
async function isGone(
	dialect: Dialect,
	jamf: JamfClient,
	{ status, serverMessage }: ResponseError,
	refused: RejectedRequest,
) {
	const { resource, row, ids } = refused;
	const get = findOperation(resource, 'get');
	if (status !== 400 || row.routes[0].method !== 'DELETE' || get === undefined || serverMessage !== ids.at(-1))
		return false;
	return await readObject(jamf, dialect, resource, get, ids).then(
		() => false,
		(reason: unknown) => reason instanceof ResponseError && reason.status === 404,
	);
}

async function explainConflict(dialect: Dialect, jamf: JamfClient, error: ResponseError, refused: RejectedRequest) {
	const { resource } = refused;
	const name = readName(refused.value());
	if (name === '' || !/duplicate|already (exists|in use)/i.test(error.serverMessage)) return error;
	const listable = findListable(dialect.catalogue, resource.value);
	const [other] =
		listable === undefined
			? []
			: await findByField(jamf, createLookupSource(dialect, listable), listable.objects.titleField, name).catch(
					() => [],
				);
	const id = other === undefined || listable === undefined ? '' : ` (ID ${readId(listable, other)})`;
	return error.reworded(
		'DUPLICATE_NAME',
		`There is another ${resource.noun} named "${name}" already${id}.`,
		'Choose another name, or use Update to change the one that is there.',
	);
}

const readName = (value: unknown) => findText(value, 'name');
const readCommand = (value: unknown) => findText(value, 'command');

/** A text in a body: at its root, or in its first section. */
function findText(value: unknown, field: string): string {
	const object = typeof value === 'string' ? parseXml(value, (reason) => new Error(reason)).value : value;
	const places = [object, ...Object.values((object ?? {}) as object)] as Array<Record<string, unknown> | null>;
	const text = places.map((place) => place?.[field]).find((each) => ['string', 'number'].includes(typeof each));
	return text === undefined ? '' : String(text);
}
