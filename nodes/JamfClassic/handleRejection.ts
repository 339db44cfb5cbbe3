import { setTimeout as wait } from 'node:timers/promises';
import { findListable, findOperation } from '../shared/catalogue/find';
import type { OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { Dialect, RejectedRequest } from '../shared/calls/dialect';
import { findByField, readId, createLookupSource } from '../shared/calls/resolveId';
import { readObject } from '../shared/calls/callOperation';
import type { JamfClient } from '../shared/transport/client';
import { CancelledError, ResponseError } from '../shared/transport/errors/errors';
import { isObject } from '../shared/parameters/propertyPath';
import { explainRejection } from './rejectionHints';
import { explainRetired } from './explainRetired';
import { isSame } from './xml/storedObject';
import { parseXml } from './xml/parseXml';

/** Handles a rejected write: returns if the server carried it out nonetheless, otherwise throws an error with a hint. */
export async function handleRejection(
	dialect: Dialect,
	jamf: JamfClient,
	error: ResponseError,
	rejected: RejectedRequest,
): Promise<unknown> {
	if ((await isDeleted(dialect, jamf, error, rejected)) || (await isApplied(dialect, jamf, error, rejected))) {
		return undefined;
	}
	const retired = explainRetired(error, readCommand(rejected.value()));
	if (retired !== error) throw retired;
	const explained = explainRejection(error, `${rejected.resource.value}.${rejected.row.value}`);
	throw explained === error && error.status === 409 ? await explainConflict(dialect, jamf, error, rejected) : explained;
}

/** The operations that succeed with an error status, so that the object is read to find out (jamf-behavior 11.9). */
const READ_BACK = ['activationCode.update', 'mobileDeviceApp.delete'];

/** Whether an operation always reads its object after the server rejects it. */
export function readsBackAfterRejection(resource: ResourceRow, row: OperationRow): boolean {
	return READ_BACK.includes(`${resource.value}.${row.value}`);
}

/** Delays after which a deleted app has disappeared. */
const DELETION_CHECKS_MS = [3_000, 3_000];

/**
 * Some deletions return 400 with the ID of the object although they are accepted. An app disappears after 2 seconds. An ebook needs
 * minutes, and reading it delays that (jamf-behavior 11.9).
 */
async function isDeleted(
	dialect: Dialect,
	jamf: JamfClient,
	{ status, serverMessage }: ResponseError,
	{ resource, row, ids, signal }: RejectedRequest,
): Promise<boolean> {
	const get = findOperation(resource, 'get');
	if (status !== 400 || row.routes[0].method !== 'DELETE' || get === undefined || serverMessage !== ids.at(-1))
		return false;
	if (resource.value === 'ebook') return true;
	for (const delay of DELETION_CHECKS_MS) {
		await wait(delay, undefined, { ...(signal !== undefined && { signal }) }).catch(() => {
			throw new CancelledError();
		});
		const isGone = await readObject(jamf, dialect, resource, get, ids).then(
			() => false,
			(reason: unknown) => reason instanceof ResponseError && reason.status === 404,
		);
		if (isGone) return true;
	}
	return false;
}

/** Changing the activation code returns 500 although it is stored (jamf-behavior 11.22), so it is read again. */
async function isApplied(
	dialect: Dialect,
	jamf: JamfClient,
	{ status }: ResponseError,
	{ resource, row, ids, value }: RejectedRequest,
): Promise<boolean> {
	const get = findOperation(resource, 'get');
	const given = value();
	if (status !== 500 || get === undefined || resource.value !== 'activationCode' || row.value !== 'update')
		return false;
	if (!isObject(given)) return false;
	const sent = isObject(given.activation_code) ? given.activation_code : given;
	const stored = await readObject(jamf, dialect, resource, get, ids).catch(() => undefined);
	return isObject(stored) && Object.entries(sent).every(([name, each]) => isSame(each, stored[name]));
}

async function explainConflict(dialect: Dialect, jamf: JamfClient, error: ResponseError, rejected: RejectedRequest) {
	const { resource } = rejected;
	const name = readName(rejected.value());
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
		`There is already another ${resource.noun} named "${name}"${id}.`,
		'Choose another name, or use Update to change the existing one.',
	);
}

const readName = (value: unknown) => findText(value, 'name');
const readCommand = (value: unknown) => findText(value, 'command');

/** The text of a field in a body: at its root or in one of its sections. */
function findText(value: unknown, field: string): string {
	const object = typeof value === 'string' ? parseXml(value, (reason) => new Error(reason)).value : value;
	const places = [object, ...Object.values((object ?? {}) as object)] as Array<Record<string, unknown> | null>;
	const text = places.map((place) => place?.[field]).find((each) => ['string', 'number'].includes(typeof each));
	return text === undefined ? '' : String(text);
}
