import { findListable, findOperation } from '../shared/catalogue/find';
import type { Dialect, Refused } from '../shared/calls/apiAdapter';
import { findByField, idOf, objectsIn } from '../shared/calls/resolveId';
import { readObject } from '../shared/calls/writeRecord';
import type { JamfClient } from '../shared/transport/client';
import { ResponseError } from '../shared/transport/errors/errors';
import { explainRetired } from './retired';
import { parseXml } from './xml/parse';

/** What the server means by a refusal of a write. */
export async function recover(
	dialect: Dialect,
	jamf: JamfClient,
	error: ResponseError,
	refused: Refused,
): Promise<unknown> {
	if (await isGone(dialect, jamf, error, refused)) return undefined;
	const retired = explainRetired(error, commandIn(refused.value()));
	throw retired !== error || error.status !== 409 ? retired : await explainConflict(dialect, jamf, error, refused);
}

/** Some deletions are answered by 400 and the ID although the object is gone (facts 5.1): a read decides. */
async function isGone(dialect: Dialect, jamf: JamfClient, { status, said }: ResponseError, refused: Refused) {
	const { resource, row, ids } = refused;
	const get = findOperation(resource, 'get');
	if (status !== 400 || row.routes[0].method !== 'DELETE' || get === undefined || said !== ids.at(-1)) return false;
	return await readObject(jamf, dialect, resource, get, ids).then(
		() => false,
		(reason: unknown) => reason instanceof ResponseError && reason.status === 404,
	);
}

async function explainConflict(dialect: Dialect, jamf: JamfClient, error: ResponseError, refused: Refused) {
	const { resource } = refused;
	const name = nameIn(refused.value());
	if (name === '' || !/duplicate|already (exists|in use)/i.test(error.said)) return error;
	const listable = findListable(dialect.catalogue, resource.value);
	const [other] =
		listable === undefined
			? []
			: await findByField(jamf, objectsIn(dialect, listable), listable.objects.titleField, name).catch(() => []);
	const id = other === undefined || listable === undefined ? '' : ` (ID ${idOf(listable, other)})`;
	return error.explained(
		'DUPLICATE_NAME',
		`There is another ${resource.noun} named "${name}" already${id}.`,
		'Choose another name, or use Update to change the one that is there.',
	);
}

const nameIn = (value: unknown) => textIn(value, 'name');
const commandIn = (value: unknown) => textIn(value, 'command');

/** A text in a body: at its root, or in its first section. */
function textIn(value: unknown, field: string): string {
	const object = typeof value === 'string' ? parseXml(value, (reason) => new Error(reason)).value : value;
	const places = [object, ...Object.values((object ?? {}) as object)] as Array<Record<string, unknown> | null>;
	const text = places.map((place) => place?.[field]).find((each) => ['string', 'number'].includes(typeof each));
	return text === undefined ? '' : String(text);
}
