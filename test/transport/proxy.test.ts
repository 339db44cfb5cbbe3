import { createRequire } from 'node:module';
import { proxyFor } from '../../nodes/shared/transport/http/proxy';
import { ConnectionError } from '../../nodes/shared/transport/errors/errors';

/** n8n's own choice, from the n8n that runs the workflow tests. */
const { resolveProxyUrl } = createRequire(createRequire(__filename).resolve('n8n-core'))(
	'@n8n/backend-network/proxy',
) as { resolveProxyUrl: (url: string) => string | undefined };

const { env } = process;
afterEach(() => (process.env = env));

function withEnvironment(variables: Record<string, string>): void {
	const others = Object.entries(env).filter(([name]) => !/proxy/i.test(name));
	process.env = { ...Object.fromEntries(others), ...variables };
}

const URLS = [
	'https://jamf.example.com/api',
	'https://jamf.example.com:8443/',
	'https://example.com/',
	'http://jamf.example.com:8080/',
	'http://other.test/',
	'https://[::1]:8443/',
	'https://10.0.0.7/',
];

const P = 'http://proxy.test:3128';

it.each<Record<string, string>>([
	{},
	{ HTTPS_PROXY: P },
	{ HTTP_PROXY: P },
	{ https_proxy: 'https://secure.test', HTTPS_PROXY: P, http_proxy: '', HTTP_PROXY: P },
	{ ALL_PROXY: P },
	{ ALL_PROXY: 'http://all.test', HTTPS_PROXY: P },
	{ npm_config_https_proxy: 'http://npm.test', HTTPS_PROXY: P },
	{ npm_config_proxy: 'http://npm.test', ALL_PROXY: P },
	...[
		'jamf.example.com',
		'JAMF.example.com',
		'example.com',
		'.example.com',
		'*.example.com',
		'*example.com',
		'jamf.example.com:8443',
		'jamf.example.com:443',
		'.example.com:8080 other.test',
		'10.0.0.0/8',
		'10.0.0.7',
		'[::1]',
		'[::1]:8443',
		'*',
		'a.test,*',
		', ,',
	].map((exceptions) => ({ ALL_PROXY: P, NO_PROXY: exceptions })),
	{ ALL_PROXY: P, NO_PROXY: 'example.com', no_proxy: 'other.test', npm_config_no_proxy: '' },
	{ ALL_PROXY: P, NO_PROXY: 'example.com', npm_config_no_proxy: 'other.test' },
])('with %j, the proxy is that of n8n', (variables) => {
	withEnvironment(variables);
	expect(URLS.map((url) => proxyFor(new URL(url)))).toEqual(URLS.map((url) => resolveProxyUrl(url)));
});

it.each(['proxy.corp:3128', '127.0.0.1:3128', 'user:secret@proxy.corp'])('%s is completed', (address) => {
	withEnvironment({ HTTPS_PROXY: address });
	expect(proxyFor(new URL('https://jamf.example.com'))).toBe(`http://${address}`);
});

it.each(['http://', 'socks5://proxy.corp:1080', 'http://proxy.corp:port', 'http://user:50%@proxy.corp', '://'])(
	'%s is not the address of a proxy',
	(address) => {
		withEnvironment({ https_proxy: address });
		expect(() => proxyFor(new URL('https://jamf.example.com'))).toThrow(ConnectionError);
		expect(() => proxyFor(new URL('https://jamf.example.com'))).toThrow(/https_proxy/);
		expect(proxyFor(new URL('http://jamf.example.com'))).toBeUndefined();
		withEnvironment({ https_proxy: address, NO_PROXY: 'jamf.example.com' });
		expect(proxyFor(new URL('https://jamf.example.com'))).toBeUndefined();
	},
);
