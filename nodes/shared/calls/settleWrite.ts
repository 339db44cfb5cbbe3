import { findListable, findOperation } from '../catalogue/find';
import { getPath, hasPath, isObject, listPaths } from '../parameters/propertyPath';
import type { JamfClient } from '../transport/client';
import { type JamfError, ResponseError } from '../transport/errors/errors';
import { type OperationCall, readObject } from './callOperation';
import { createLookupSource, findByField, readId } from './resolveId';

interface Settled {
	/** The object after an update. `undefined` after a deletion. */
	object: object | undefined;
}

/** Fields whose entries Jamf may return in another order. */
const UNORDERED = ['authorizationScopes', 'privileges'];

/**
 * Reads the object again to find out whether a write was carried out, if its response was lost or has a success status but cannot be from
 * Jamf. A deletion was carried out if the object is gone, an update if the object has the values that were set. An object with the name of a new one may be
 * older than the request, so a creation is never confirmed.
 *
 * @param given the value that was sent
 * @throws the error with what is known about the outcome, unless the write was carried out
 */
export async function settleWrite(
	jamf: JamfClient,
	call: OperationCall,
	error: JamfError,
	given: unknown,
): Promise<Settled> {
	const { method } = call.row.routes[0];
	if (method === 'DELETE' && (await isGone(jamf, call))) return { object: undefined };
	if (/^(replace|update)$/.test(call.row.value)) {
		const object = await readUpdated(jamf, call, given);
		if (object !== undefined) return { object };
	}
	throw method === 'POST' ? await describeCreation(jamf, call, error, given) : error;
}

async function isGone(jamf: JamfClient, { dialect, resource, ids }: OperationCall): Promise<boolean> {
	const get = findOperation(resource, 'get');
	if (get?.path?.length !== 1 || ids.length !== 1) return false;
	return await readObject(jamf, dialect, resource, get, ids).then(
		() => false,
		(reason: unknown) => reason instanceof ResponseError && reason.status === 404,
	);
}

async function readUpdated(
	jamf: JamfClient,
	{ dialect, resource, row, ids }: OperationCall,
	given: unknown,
): Promise<object | undefined> {
	const get = findOperation(resource, row.body?.merge ?? 'get');
	if (get === undefined || (get.path?.length ?? 0) !== ids.length || !isObject(given)) return undefined;
	const object = await readObject(jamf, dialect, resource, get, ids).catch(() => undefined);
	const { secrets = {} } = row.body ?? {};
	const root = resource.root ?? '';
	const sent = isObject(given[root]) ? given[root] : given;
	const paths = listPaths(sent).filter((path) => !Object.hasOwn(secrets, path) && !path.endsWith('versionLock'));
	const isHeld = paths.length > 0 && paths.every((path) => hasPath(object, path) && isSame(object, sent, path));
	return isHeld ? object : undefined;
}

function isSame(one: unknown, other: unknown, path: string): boolean {
	const [left, right] = [one, other].map((value) => getPath(value, path));
	if (UNORDERED.includes(path) && Array.isArray(left) && Array.isArray(right))
		return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
	const areScalars = typeof left !== 'object' && typeof right !== 'object';
	return areScalars ? String(left) === String(right) : JSON.stringify(left) === JSON.stringify(right);
}

/** Adds whether an object with the name of the new one exists. */
async function describeCreation(
	jamf: JamfClient,
	{ dialect, resource, row }: OperationCall,
	error: JamfError,
	given: unknown,
): Promise<JamfError> {
	const listable = findListable(dialect.catalogue, resource.value);
	const name = row.value === 'create' && listable !== undefined ? readName(given, listable.objects.titleField) : '';
	if (listable === undefined || name === '') return error;
	const found = await findByField(jamf, createLookupSource(dialect, listable), listable.objects.titleField, name).catch(
		() => undefined,
	);
	if (found === undefined) return error;
	const [other] = found;
	const state =
		other === undefined
			? `A search found no ${resource.noun} with this name: it was probably not created.`
			: `A search found the ${resource.noun} with this name (ID ${readId(listable, other)}).`;
	return error.withOutcome(
		`Jamf may have carried out the change: check the object before you run this again. ${state}`,
	);
}

/** The name of a new object: at the root of the body or in one of its sections. */
function readName(given: unknown, field: string): string {
	const sections = isObject(given) ? Object.values(given) : [];
	const places = [given, ...sections, ...sections.flatMap((each) => (isObject(each) ? Object.values(each) : []))];
	const name = places.map((place) => getPath(place, field)).find((each) => typeof each === 'string');
	return typeof name === 'string' ? name : '';
}
