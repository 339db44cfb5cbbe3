import { parseServerUrl } from '../../nodes/shared/transport/baseUrl';
import { InputError } from '../../nodes/shared/transport/errors/errors';

const HOST = 'https://example.jamfcloud.com';

describe('parseServerUrl', () => {
	it.each([
		// the plain address
		[HOST, HOST],
		['example.jamfcloud.com', HOST],
		[`${HOST}/`, HOST],
		[`  ${HOST}\n`, HOST],
		['HTTPS://EXAMPLE.JamfCloud.COM', HOST],
		['Example.JamfCloud.com/API', HOST],
		['http://jamf.example', 'http://jamf.example'],
		['jamf', 'https://jamf'],
		['httpbin.example', 'https://httpbin.example'],
		['https-proxy.example/jss', 'https://https-proxy.example/jss'],
		['münchen.example', 'https://xn--mnchen-3ya.example'],
		// with an API
		[`${HOST}/api`, HOST],
		[`${HOST}/api/`, HOST],
		[`${HOST}/api/v1/auth`, HOST],
		[`${HOST}/uapi`, HOST],
		[`${HOST}/JSSResource`, HOST],
		[`${HOST}/jssresource/computers`, HOST],
		[`${HOST}//api/`, HOST],
		// ports and addresses
		['jamf.example:8443', 'https://jamf.example:8443'],
		['https://jamf.example:443', 'https://jamf.example'],
		['http://localhost:9006', 'http://localhost:9006'],
		['10.0.0.7:8443/api', 'https://10.0.0.7:8443'],
		['[::1]:8443', 'https://[::1]:8443'],
		['https://[2001:DB8::7]/JSSResource', 'https://[2001:db8::7]'],
		// a context path
		['https://jamf.example:8443/jss', 'https://jamf.example:8443/jss'],
		['https://jamf.example/jss/', 'https://jamf.example/jss'],
		['https://jamf.example/jss/api/v1', 'https://jamf.example/jss'],
		['https://jamf.example/Tools/JSS/JSSResource', 'https://jamf.example/Tools/JSS'],
		// pages of the console
		[`${HOST}/computers.html?id=3&o=r`, HOST],
		[`${HOST}/index.html#top`, HOST],
		[`${HOST}/jss/mobileDevices.html`, `${HOST}/jss`],
		[`${HOST}/view/settings/system-settings/api-roles-and-clients?tab=roles`, HOST],
		[`${HOST}/view/computers/1#general`, HOST],
		[`${HOST}/legacy/policies.html`, HOST],
		[`${HOST}/?failover`, HOST],
		[`${HOST}/#/`, HOST],
		[`${HOST}/api/doc/?u=https://elsewhere.example`, HOST],
		// surrounded by other text
		[`"${HOST}"`, HOST],
		[`'${HOST}/api'`, HOST],
		[`<${HOST}>`, HOST],
	])('parses %j as %s', (pasted, root) => {
		expect(parseServerUrl(pasted).root).toBe(root);
	});

	it('returns the base URLs of both APIs', () => {
		expect(parseServerUrl('jamf.example:8443/jss/api')).toEqual({
			origin: 'https://jamf.example:8443',
			host: 'jamf.example:8443',
			root: 'https://jamf.example:8443/jss',
			pro: 'https://jamf.example:8443/jss/api',
			classic: 'https://jamf.example:8443/jss/JSSResource',
		});
	});

	it.each([
		['', /is empty/],
		['   ', /is empty/],
		['""', /is empty/],
		['https://', /not a valid address/],
		['https', /not a valid address/],
		['http:', /not a valid address/],
		['https//jamf.example', /not a valid address/],
		['https:/jamf.example', /not a valid address/],
		['https:jamf.example', /not a valid address/],
		['https:///jamf.example', /not a valid address/],
		['://jamf.example', /not a valid address/],
		['//jamf.example', /not a valid address/],
		['/jamf.example', /not a valid address/],
		['https://https://jamf.example', /not a valid address/],
		['http://https//jamf.example', /not a valid address/],
		['htps://jamf.example', /not a valid address/],
		['ftp://jamf.example', /not a valid address/],
		['file:///etc/passwd', /not a valid address/],
		['javascript:alert(1)', /not a valid address/],
		['{{baseUrl}}/api', /not a valid address/],
		['https://{{jamfUrl}}', /not a valid address/],
		['<your-server>.jamfcloud.com', /not a valid address/],
		['https://%7B%7Burl%7D%7D', /not a valid address/],
		['*.jamfcloud.com', /not a valid address/],
		['my server.example', /not a valid address/],
		['https://jamf.example\\api', /not a valid address/],
		['https://jamf\texample', /not a valid address/],
		['https://jamf.example\r\nhost: evil.example', /not a valid address/],
		['https://jamf.example\u0000', /not a valid address/],
		['https://jamf.example:port', /not a valid address/],
		['https://jamf.example:99999', /not a valid address/],
		['https://$host', /not a valid address/],
		['https://-jamf.example', /not a valid address/],
		['https://user:pass@jamf.example', /user name or password/],
		['user@jamf.example', /user name or password/],
		['mailto:admin@jamf.example', /user name or password/],
		['https://us.api.jamfcloud.com', /Platform API gateway/],
		['EU.api.jamfcloud.com/auth/token', /Platform API gateway/],
	])('rejects %j', (pasted, message) => {
		expect(() => parseServerUrl(pasted)).toThrow(InputError);
		expect(() => parseServerUrl(pasted)).toThrow(message);
	});

	it('accepts a server whose organization is named after a region', () => {
		expect(parseServerUrl('us.api.jamfcloud.com.example').host).toBe('us.api.jamfcloud.com.example');
	});

	it('quotes an invalid URL without its password, truncated, and without control characters', () => {
		const message = (pasted: string) => {
			try {
				return parseServerUrl(pasted).root;
			} catch (error) {
				return (error as Error).message;
			}
		};
		expect(message('https://admin:pass word@jamf.example')).not.toMatch(/pass|admin/);
		expect(message(`https://${'x '.repeat(5000)}`).length).toBeLessThan(200);
		expect(message('jamf\u001b[31m.example')).toMatch(/^[ -~]+$/);
	});
});
