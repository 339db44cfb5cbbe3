import { redactor } from '../../nodes/shared/transport/errors/redact';
import { type FailedResponse, toResponseError } from '../../nodes/shared/transport/errors/responseError';
import type { Settings } from '../../nodes/shared/transport/types';

describe('toResponseError', () => {
	const from = (failed: Partial<FailedResponse>) =>
		toResponseError({
			api: 'pro',
			method: 'GET',
			path: '/v1/x/1',
			status: 400,
			headers: {},
			text: '',
			redact: (text) => text,
			...failed,
		});

	test.each([
		['{"message":"Name is too long"}', 'Name is too long'],
		['{"error":"quota","error_description":"Quota exceeded"}', 'Quota exceeded'],
		['{"status":400,"error":"Bad Request"}', 'Bad Request'],
		['"Not today"', 'Not today'],
	])('reads the message of a gateway: %s', (text, expected) => {
		const redact = (each: string) => each;
		const error = toResponseError({ api: 'pro', method: 'GET', path: '/x', status: 400, headers: {}, text, redact });
		expect(error.message).toMatch(new RegExp(`: ${expected}$`));
		expect(error.details).toEqual([]);
	});

	test.each(['<', '<style', '<p>Error:', '<p> '])('reads a page of nothing but %s without backtracking', (part) => {
		// With backtracking, a text of this length would take minutes.
		const error = from({ api: 'classic', status: 500, text: part.repeat(2_000_000 / part.length) });
		expect(error.message.length).toBeLessThan(500);
	});

	it.each<[Partial<FailedResponse>, string, RegExp]>([
		[{ status: 400 }, 'BAD_REQUEST', /did not accept the request \(GET \/v1\/x\/1, HTTP 400\)$/],
		[{ status: 401 }, 'UNAUTHORIZED', /access token/],
		[{ status: 401, api: 'classic' }, 'FORBIDDEN', /lacks a Classic API privilege/],
		[{ status: 403, text: '{"httpStatus":403,"errors":[]}' }, 'FORBIDDEN', /lacks a privilege .*HTTP 403\)$/],
		[
			{ status: 403, text: '<html><body><p>Request blocked.</p></body></html>' },
			'BLOCKED',
			/firewall.*Request blocked\.$/,
		],
		[{ status: 403, text: '<html>', api: 'classic' }, 'FORBIDDEN', /lacks a privilege/],
		[{ status: 404 }, 'NOT_FOUND', /could not find/],
		[{ status: 405 }, 'METHOD_NOT_ALLOWED', /method/],
		[{ status: 408 }, 'TIMEOUT', /timed out waiting/],
		[{ status: 409 }, 'CONFLICT', /conflicts with/],
		[{ status: 413 }, 'TOO_LARGE', /too large/],
		[{ status: 415 }, 'UNSUPPORTED_MEDIA_TYPE', /content type/],
		[{ status: 418 }, 'CLIENT_ERROR', /did not accept/],
		[{ status: 429 }, 'RATE_LIMITED', /too many requests/],
		[{ status: 500 }, 'SERVER_ERROR', /failed to process/],
		[{ status: 502, text: '<html><h1>Bad Gateway</h1></html>' }, 'SERVER_ERROR', /: Bad Gateway$/],
		[{ status: 504 }, 'GATEWAY_TIMEOUT', /too long/],
	])('for %j has the code %s', (failed, code, message) => {
		const error = from(failed);
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
		expect(error.hint).toMatch(/\.$/);
		expect(error.status).toBe(failed.status);
	});

	it.each([
		['{"errors":[{"code":"INVALID_FIELD","field":"name","description":"is taken"}]}', 'INVALID_FIELD: name: is taken'],
		['{"errors":[{"code":"INVALID_ID","field":null,"description":""}]}', 'INVALID_ID'],
		['{"errors":[{"description":"a"},{"description":"b"}]}', 'a; b'],
		['{"errors":[null, 7, "x"]}', ''],
		['{"errors":{"code":"X"}}', ''],
		['null', ''],
		['[]', ''],
		['7', ''],
		['', ''],
		['plain words\n  of a proxy', 'plain words of a proxy'],
		[
			'<html><body><p>Bad Request</p>\n<p>Error: Duplicate name</p><p>You can get help</p></body></html>',
			'Duplicate name',
		],
		['<html><body><p>Bad Request</p> name is too long </body></html>', 'name is too long'],
		['<html><title>No</title><style>p{}</style><script>x</script><p>Down for maintenance</p>', 'Down for maintenance'],
	])('extracts the text of %j: %j', (text, expected) => {
		const { message } = from({ text });
		expect(message).toBe(`Jamf did not accept the request (GET /v1/x/1, HTTP 400)${expected && `: ${expected}`}`);
	});

	it('keeps the details, truncated', () => {
		const long = 'x'.repeat(5000);
		const error = from({
			text: JSON.stringify({ traceId: 'abc', errors: [{ code: 7, field: 'f', description: long }] }),
		});
		expect(error.details).toEqual([{ code: '7', field: 'f', description: `${'x'.repeat(300)} …` }]);
		expect(error.message.length).toBeLessThan(400);
		expect(error.traceId).toBe('abc');
	});

	it.each<[FailedResponse['headers'], string | undefined]>([
		[{ 'x-traceid': 'a', 'x-b3-traceid': 'b' }, 'a'],
		[{ 'x-traceid': '', 'x-tyk-trace-id': ['c', 'd'] }, 'c'],
		[{ 'x-b3-traceid': 'b' }, 'b'],
		[{}, undefined],
	])('reads the trace ID from the headers %j', (headers, traceId) => {
		expect(from({ headers }).traceId).toBe(traceId);
	});

	it('redacts the text of the server in any encoding, before truncating it', () => {
		const redact = redactor({ clientSecret: 'a/b&c-secret' } as Settings);
		const echo = [
			'{"errors":[{"description":"\\u0061\\/b\\u0026c-secret"}],"traceId":"a/b&c-secret"}',
			`${'x'.repeat(295)}a/b&c-secret`,
			'<p>Error: a%2Fb%26c-secret</p>',
		];
		for (const text of echo) {
			const headers = { 'retry-after': 'a/b&c-secret', 'x-traceid': 'a/b&c-secret' };
			const error = from({ text, headers, redact });
			expect(JSON.stringify([error, error.message])).toMatch(/redacted/);
			expect(JSON.stringify([error, error.message])).not.toMatch(/secret|a\/b|a%2F/);
		}
	});

	it('can be reworded', () => {
		const error = from({ status: 404, headers: { 'x-traceid': 't' } }).reworded('GONE', 'It is gone.', 'Make it anew.');
		expect(error).toMatchObject({
			code: 'GONE',
			message: 'It is gone.',
			hint: 'Make it anew.',
			status: 404,
			traceId: 't',
		});
	});

	it.each([
		['ALREADY_SCOPED', 'serialNumbers', 'C02X1000', 'ALREADY_SCOPED: serialNumbers C02X1000', /another PreStage/],
		[
			'DEVICE_DOES_NOT_EXIST_ON_TOKEN',
			'serialNumbers',
			'C02X1000',
			'DEVICE_DOES_NOT_EXIST_ON_TOKEN: serialNumbers C02X1000',
			/Automated Device Enrollment/,
		],
		['DUPLICATE_FIELD', 'name', 'must be unique', 'DUPLICATE_FIELD: name: must be unique', /already uses this value/],
		['INVALID_ID', 'id', '', 'INVALID_ID: id', /Check the ID/],
		['SOMETHING_NEW', 'name', 'is odd', 'SOMETHING_NEW: name: is odd', /^Correct the values named in the message/],
	])('shows the code %s with its value and the next step', (code, field, description, expected, hint) => {
		const error = from({ text: JSON.stringify({ errors: [{ code, field, description }] }) });
		expect(error.message).toMatch(new RegExp(`HTTP 400\\): ${expected}$`));
		expect(error.serverMessage).toBe(expected);
		expect(error.hint).toMatch(hint);
		expect(error.hint).not.toMatch(/taken already/);
	});

	it.each([
		['Error: Not authorized for a user PUT', 'MISSING_PRIVILEGE', /"Update User"/],
		['Error: Duplicate name', 'CONFLICT', /different name/],
		['Error: Unable to match computer', 'CONFLICT', /Check the IDs and names/],
		['Error: Unable to match computer in deletions list id= 7', 'CONFLICT', /not members/],
		[
			'Error: The computers with the following IDs are unmanaged and cannot be added to a computer group: 284, 287',
			'CONFLICT',
			/with the IDs in the message/,
		],
		['Error: Computer (ID:1, Name:X) is not site-enabled for this site', 'CONFLICT', /same site/],
		['Error: Unable to match excluded computer group', 'CONFLICT', /exclusions/],
		['Problem matching limitation user group', 'CONFLICT', /exact name of the group/],
		['Error: Mobile device groups cannot be assigned to an macOS profile', 'CONFLICT', /computer groups for computers/],
		['Error: Computer groups cannot be assigned to an iOS profile', 'CONFLICT', /mobile device groups for mobile/],
		['Os type is required for in-house app. Possible values: iOS, tvOS.', 'CONFLICT', /general\.os_type/],
		['Unable to update the database', 'CONFLICT', /unescaped & or </],
		['Put is not supported', 'CONFLICT', /create a new one/],
		['remotePort - Port number is invalid', 'CONFLICT', /0 to 65535/],
		['Problem with key type', 'CONFLICT', /Individual And Institutional/],
		['Certificate type is required if a recovery key is specified', 'CONFLICT', /certificate_type/],
		['Problem with general', 'CONFLICT', /network_limitations/],
		['Problem with date_time_limitations', 'CONFLICT', /YYYY-MM-DD/],
		['Problem with create account fields', 'CONFLICT', /Set home/],
		['Problem with reset account fields', 'CONFLICT', /Set password/],
		['No match found for category 0', 'CONFLICT', /-1/],
		['Username is required', 'CONFLICT', /basic authentication/],
		['INVALID_REQUIRED', 'CONFLICT', /header authentication/],
	])('explains the Classic conflict "%s"', (reason, code, hint) => {
		const text = `<html><body><p>Conflict</p><p>${reason.startsWith('Error') ? reason : `Error: ${reason}`}</p></body></html>`;
		const error = from({ api: 'classic', method: 'PUT', status: 409, text });
		expect(error.code).toBe(code);
		expect(error.hint).toMatch(hint);
		expect(error.message.endsWith(`HTTP 409): ${reason.replace('Error: ', '')}`)).toBe(true);
	});

	it('has a general hint for other Classic conflicts', () => {
		const error = from({ api: 'classic', status: 409, text: '<p>Error: Something new</p>' });
		expect(error).toMatchObject({
			code: 'CONFLICT',
			serverMessage: 'Something new',
			hint: expect.stringMatching(/^The object may/),
		});
	});

	it.each([
		['', 'FORBIDDEN'],
		['{"httpStatus":403,"errors":[]}', 'FORBIDDEN'],
		['{"errors":[{"code":"INVALID_PRIVILEGE","field":"","description":"Forbidden"}]}', 'FORBIDDEN'],
		['{"errors":[{"code":"X","field":"siteId","description":"is required"}]}', 'FORBIDDEN'],
		['{"errors":[{"code":"","description":"Insufficient privileges to delete this group"}]}', 'FORBIDDEN'],
		['{"errors":[{"code":"","description":"Account not allowed to modify device"}]}', 'FORBIDDEN'],
		['{"errors":[{"code":"HOSTED_ENVIRONMENT","field":"","description":""}]}', 'NOT_AVAILABLE'],
		['{"errors":[{"code":"","description":"Jamf Pro Server URL is managed by Jamf Cloud"}]}', 'NOT_AVAILABLE'],
		['{"errors":[{"code":"","description":"Cloud Services Connection has not been established."}]}', 'NOT_AVAILABLE'],
		['{"errors":[{"code":"","description":"Jamf Remote Assist is not available on this instance."}]}', 'NOT_AVAILABLE'],
	])('for a 403 with %s has the code %s', (text, code) => {
		const error = from({ status: 403, text });
		expect(error.code).toBe(code);
		if (code === 'NOT_AVAILABLE') expect(error.message).not.toMatch(/privilege/);
	});

	it('keeps the text of the server when it is reworded', () => {
		const error = from({ status: 403, text: '{"errors":[{"code":"INVALID_PRIVILEGE"}]}' }).reworded('A', 'b', 'c');
		expect(error).toMatchObject({ serverMessage: 'INVALID_PRIVILEGE', request: { api: 'pro', path: '/v1/x/1' } });
	});
});
