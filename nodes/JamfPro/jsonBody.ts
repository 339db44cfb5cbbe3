import type { EncodedBody } from '../shared/calls/dialect';
import { commandIn } from '../shared/errors/mdmCommandPrivileges';

/** A value as a JSON body. */
export function jsonContent(value: unknown, contentType = 'application/json'): EncodedBody {
	const command = commandIn(value);
	return {
		headers: { 'content-type': contentType },
		body: JSON.stringify(value),
		...(command !== undefined && { command }),
	};
}
