import { UnreadableResponseError } from '../errors/errors';

/** Fields of the error objects of gateways and of Jamf Pro (jamf-behavior 4.4). */
const FAULT_FIELDS = new Set([
	'code',
	'detail',
	'details',
	'error',
	'error_description',
	'errors',
	'fault',
	'httpstatus',
	'instance',
	'message',
	'path',
	'reason',
	'requestid',
	'status',
	'statuscode',
	'timestamp',
	'title',
	'traceid',
	'type',
]);

/** Whether a body is an error object: it has only the fields of one, and says what is wrong. No documented response of Jamf does. */
function isFault(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const fields = Object.entries(value)
		.filter(([, field]) => field !== null && field !== '' && field !== false)
		.map(([name]) => name.toLowerCase());
	if (!fields.every((name) => FAULT_FIELDS.has(name))) return false;
	const has = (...names: string[]) => names.some((name) => fields.includes(name));
	if (has('fault', 'error', 'errors')) return true;
	return has('detail', 'message') && has('code', 'httpstatus', 'status', 'statuscode', 'title');
}

/**
 * Asserts that the body of a response with a success status is not an error object.
 *
 * @throws UnreadableResponseError
 */
export function assertNoFault<T>(value: T, status: number): T {
	if (!isFault(value)) return value;
	throw new UnreadableResponseError(
		`The server's response is an error, although its status is ${status}.`,
		'Jamf Pro or a gateway in front of it may be in maintenance: try again in a few minutes. To see the response, send the same request with API Request, with Response Format set to Text.',
		status,
	);
}
