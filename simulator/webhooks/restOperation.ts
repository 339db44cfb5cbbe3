import type { JsonObject } from '../json';
import type { Caller } from '../request';

interface Call {
	method: string;
	path: string;
}

const VERSION = /^v\d+$/;

/** Any API call, including those of the receivers (jamf-behavior 6.3). */
export function restOperation(
	{ method, path }: Call,
	params: Record<string, string>,
	{ displayName }: Caller,
): JsonObject {
	const [, , ...segments] = path.split('/');
	return {
		operationSuccessful: true,
		objectID: Number(params.id ?? 0),
		objectName: params.name ?? '',
		objectTypeName: segments.find((segment) => !VERSION.test(segment)) ?? '',
		authorizedUsername: displayName,
		restAPIOperationType: method,
	};
}
