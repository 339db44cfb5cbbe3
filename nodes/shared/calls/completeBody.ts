import { isDeepStrictEqual } from 'node:util';
import { findFields, findOperation } from '../catalogue/find';
import type { OperationRow } from '../catalogue/types';
import { isObject } from '../parameters/propertyPath';
import type { JamfClient } from '../transport/client';
import { InputError, ResponseError } from '../transport/errors/errors';
import { type FormCall, type OperationCall, readObject } from './callOperation';
import { findClearedSecrets, keepExclusive, merge, removeUnwritable, withVersionLocks } from './mergeForPut';

/**
 * Reads the object and adds to the body of a write the fields that the server would otherwise reset, and the version locks.
 *
 * @throws InputError when the write would clear a secret that no response contains and the user has not allowed it
 */
export async function completeBody(jamf: JamfClient, call: FormCall, given: unknown): Promise<unknown> {
	const { dialect, resource, row, ids } = call;
	const { merge: mergeFrom, lockFrom, keeps } = row.body ?? {};
	if (keeps !== undefined) return await preserveSection(jamf, call, keeps, given);
	const sibling = findOperation(resource, mergeFrom ?? lockFrom ?? '');
	if (sibling === undefined || given === undefined || Array.isArray(given)) return given;
	const current = await readObject(jamf, dialect, resource, sibling, ids).catch((error: unknown) => {
		if (row.body?.creates === true && error instanceof ResponseError && error.status === 404) return {};
		throw error;
	});
	if (mergeFrom === undefined) return withVersionLocks(current, given);
	return mergeIntoCurrent(call, omitReadOnly(call, sibling, current), given);
}

function mergeIntoCurrent({ resource, row, item }: FormCall, current: object, given: unknown): unknown {
	const { unwritable = [], secrets = {}, exclusive = [] } = row.body ?? {};
	const cleared = item.isAllowed('options.clearSecrets') ? [] : findClearedSecrets(current, given, secrets);
	if (cleared.length > 0) {
		throw new InputError(
			`Jamf does not return ${cleared.join(', ')} of this ${resource.noun}, and an update without ${cleared.length > 1 ? 'them' : 'it'} would clear ${cleared.length > 1 ? 'them' : 'it'}.`,
			`Nothing was sent. Set ${cleared.length > 1 ? 'these fields' : 'this field'} too, or turn on the option Clear Unreadable Secrets.`,
		);
	}
	const writable = structuredClone(current);
	removeUnwritable(writable, unwritable);
	const merged = merge(writable, given);
	if (isObject(merged)) keepExclusive(merged, given, exclusive);
	return merged;
}

/**
 * Completes a section that the body only contains partially. The body may be wrapped in its root element. An unchanged section that the
 * server does not return in full is omitted.
 */
async function preserveSection(
	jamf: JamfClient,
	{ dialect, resource, row, ids }: OperationCall,
	section: string,
	given: unknown,
): Promise<unknown> {
	const root = resource.root ?? '';
	const value = isObject(given) && isObject(given[root]) ? given[root] : given;
	const get = findOperation(resource, 'get');
	if (!isObject(value) || !isObject(value[section]) || get === undefined) return given;
	const object = await readObject(jamf, dialect, resource, get, ids);
	const current = isObject(object) ? object[section] : {};
	const after = merge(current, value[section]) as Record<string, unknown>;
	const unreadable = dialect.findUnreadable?.(after, section, row, resource) ?? [];
	const isUnchanged = isDeepStrictEqual(after, current);
	if (unreadable.length > 0 && !isUnchanged) {
		throw new InputError(
			`Jamf does not return ${unreadable.join(', ')} for this ${resource.noun}, so writing the ${section} would clear them.`,
			'Nothing was sent. Include them in the body. Use an empty list for those without entries.',
		);
	}
	const completed = { ...value, [section]: unreadable.length > 0 ? undefined : after };
	return value === given ? completed : { [root]: completed };
}

/** Without what only responses contain. Fields that the package does not know stay: a PUT would reset those of a newer server. */
function omitReadOnly(call: OperationCall, reader: OperationRow, current: object): object {
	const writable = listWritable(call);
	if (writable === undefined) return current;
	const readOnly = (reader.expects ?? []).filter((name) => !writable.includes(name));
	return Object.fromEntries(Object.entries(current).filter(([name]) => !readOnly.includes(name)));
}

/** The fields of a completed body that are neither from the form nor known to the package. */
export function listUnknownFields(call: OperationCall, body: unknown, given: unknown): string[] {
	const writable = listWritable(call);
	if (call.row.body?.merge === undefined || writable === undefined || !isObject(body) || !isObject(given)) return [];
	return Object.keys(body).filter((name) => !writable.includes(name) && !Object.hasOwn(given, name));
}

/** The documented fields of the body, or `undefined` if there are none. */
function listWritable({ dialect, resource, row }: OperationCall): string[] | undefined {
	const fields = findFields(dialect.fields(), resource.value, row.value);
	return fields && [...fields.map(({ name }) => name.split('.')[0] ?? name), 'versionLock'];
}
