import { findOperation } from '../catalogue/find';
import { getPath, hasPath, listPaths } from '../parameters/propertyPath';
import type { JamfClient } from '../transport/client';
import { ResponseError } from '../transport/errors/errors';
import { type OperationCall, readObject } from './callOperation';

/**
 * Reads the object again after an update that failed with status 500, because PreStage enrollments are updated nonetheless (jamf-behavior
 * 4.1). The update succeeded if the version lock has changed and the object has every value that was set.
 *
 * @returns the object, or `undefined` if the update cannot be confirmed
 */
export async function confirmUpdate(
	jamf: JamfClient,
	{ dialect, resource, row, ids }: OperationCall,
	error: unknown,
	sent: unknown,
	given: unknown,
): Promise<object | undefined> {
	const { merge, versionLock, secrets = {} } = row.body ?? {};
	const reader = findOperation(resource, merge ?? '');
	if (!(error instanceof ResponseError) || error.status !== 500 || versionLock !== true || reader === undefined)
		return undefined;
	const after = await readObject(jamf, dialect, resource, reader, ids).catch(() => undefined);
	if (after === undefined || getPath(after, 'versionLock') === getPath(sent, 'versionLock')) return undefined;
	const isHeld = listPaths(given)
		.filter((path) => !Object.hasOwn(secrets, path) && !path.endsWith('versionLock'))
		.every(
			(path) => hasPath(after, path) && JSON.stringify(getPath(after, path)) === JSON.stringify(getPath(given, path)),
		);
	return isHeld ? after : undefined;
}
