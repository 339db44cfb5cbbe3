import { parseServerUrl } from '../../nodes/shared/transport/baseUrl';
import { InputError } from '../../nodes/shared/transport/errors/errors';
import { type CredentialFields, parseSettings } from '../../nodes/shared/transport/settings';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';

const FIELDS = { serverUrl: 'https://jamf.example', clientId: 'id', clientSecret: 'secret' };

describe('parseSettings', () => {
	const parse = (fields: CredentialFields) => parseSettings({ ...FIELDS, ...fields });

	it('trims IDs and secrets and fills in defaults', () => {
		expect(parse({ clientId: ' id\n', clientSecret: '\tsecret ' })).toEqual({
			server: parseServerUrl('https://jamf.example'),
			clientId: 'id',
			clientSecret: 'secret',
			scope: '',
			maxConnections: 5,
			tls: { ignoreIssues: false, ca: '' },
		});
	});

	it.each<[CredentialFields, RegExp]>([
		[{ serverUrl: '' }, /Server URL is empty/],
		[{ serverUrl: undefined }, /Server URL is empty/],
		[{ clientId: ' ' }, /Client ID in the credential is empty/],
		[{ clientSecret: '' }, /Client Secret in the credential is empty/],
		[{ clientSecret: 7 }, /Client Secret in the credential is empty/],
		[{ scope: '3 Auditor' }, /"Auditor"/],
		[{ scope: 'api-role:' }, /"api-role:"/],
		[{ scope: '-1' }, /"-1"/],
		[{ caPem: 'MIIB' }, /not a valid PEM certificate/],
		[{ caPem: '-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----' }, /not a valid PEM certificate/],
		[{ caPem: TEST_CERTIFICATE.key }, /not a valid PEM certificate/],
	])('rejects %j', (fields, message) => {
		expect(() => parse(fields)).toThrow(InputError);
		expect(() => parse(fields)).toThrow(message);
	});

	it.each([
		['', ''],
		['3', 'api-role:3'],
		['api-role:3', 'api-role:3'],
		[' 3, 7 ', 'api-role:3 api-role:7'],
		['3,API-ROLE:7\n9', 'api-role:3 api-role:7 api-role:9'],
	])('parses the scope %j as %j', (scope, expected) => {
		expect(parse({ scope }).scope).toBe(expected);
	});

	it.each([
		[1, 1],
		[3, 3],
		['2', 2],
		[5, 5],
		[6, 5],
		[1000, 5],
		[0, 5],
		[-1, 5],
		[2.5, 5],
		[Number.NaN, 5],
		['many', 5],
		[undefined, 5],
	])('for %j concurrent requests allows %i', (maxConcurrentRequests, expected) => {
		expect(parse({ maxConcurrentRequests }).maxConnections).toBe(expected);
	});

	it('accepts a certificate, also on a single line', () => {
		const { cert } = TEST_CERTIFICATE;
		expect(parse({ caPem: ` ${cert}\n` }).tls).toEqual({ ignoreIssues: false, ca: cert });
		expect(parse({ caPem: cert.replaceAll('\n', '\\n') }).tls.ca).toBe(cert);
		expect(parse({ caPem: 'left behind', ignoreSslIssues: true }).tls).toEqual({ ignoreIssues: true, ca: '' });
	});

	it.each([
		[true, true],
		[false, false],
		['true', false],
		[undefined, false],
	])('for Ignore SSL Issues %j is %s', (ignoreSslIssues, expected) => {
		expect(parse({ ignoreSslIssues }).tls.ignoreIssues).toBe(expected);
	});
});
