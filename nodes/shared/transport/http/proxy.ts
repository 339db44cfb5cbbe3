import { ConnectionError } from '../errors/errors';

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/**
 * The address of the proxy for a URL from the variables of the environment, which are read as by n8n's HTTP Request node
 * (proxy-from-env 1). Only an address without a scheme differs: n8n completes it with that of the URL, but proxies rarely use TLS.
 *
 * @throws ConnectionError that names the variable if its value is not the address of an HTTP proxy
 */
export function proxyFor(url: URL): string | undefined {
	const scheme = url.protocol.slice(0, -1);
	const variable = firstSet(`npm_config_${scheme}_proxy`, `${scheme}_proxy`, 'npm_config_proxy', 'all_proxy');
	if (variable === undefined || isExempt(url)) return undefined;
	const value = valueOf(variable);
	const address = value.includes('://') ? value : `http://${value}`;
	if (!isProxyAddress(address)) throw invalidAddress(variable, url.hostname);
	return address;
}

function isExempt({ hostname, port, protocol }: URL): boolean {
	const exceptions = valueOf(firstSet('npm_config_no_proxy', 'no_proxy')).toLowerCase();
	if (exceptions === '*') return true;
	return exceptions.split(/[,\s]/).some((exception) => {
		const [, host = exception, onlyPort] = /^(.+):(\d+)$/.exec(exception) ?? [];
		if (onlyPort !== undefined && Number(onlyPort) !== Number(port || DEFAULT_PORTS[protocol])) return false;
		return /^[.*]/.test(host) ? hostname.endsWith(host.replace(/^\*/, '')) : hostname === host;
	});
}

function isProxyAddress(address: string): boolean {
	try {
		const { protocol, username, password } = new URL(address);
		decodeURIComponent(username + password); // undici decodes them
		return protocol === 'http:' || protocol === 'https:';
	} catch {
		return false;
	}
}

/** The value is not shown, because it can contain a password. */
function invalidAddress(variable: string, host: string): ConnectionError {
	return new ConnectionError(
		'PROXY_ADDRESS',
		`The environment variable ${variable} of n8n is not the address of an HTTP proxy.`,
		`A valid value looks like http://proxy.example.com:3128 or http://user:password@proxy.example.com:3128, with special characters percent-encoded. Correct it, or add ${host} to NO_PROXY, and restart n8n.`,
		false,
		false,
	);
}

/** The first of these variables with a value, in lower or upper case. */
function firstSet(...names: string[]): string | undefined {
	return names.flatMap((name) => [name, name.toUpperCase()]).find((name) => valueOf(name) !== '');
}

function valueOf(variable = ''): string {
	return process.env[variable] ?? '';
}
