import { BlockList, isIP } from 'node:net';
import { InputError } from '../shared/transport/errors/errors';

const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addSubnet('100.64.0.0', 10);
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addSubnet('0.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addAddress('::', 'ipv6');

const HINT =
	'Set the environment variable WEBHOOK_URL of n8n to the address at which Jamf Pro reaches it, for example https://n8n.example.com/, and restart n8n.';

/**
 * Checks whether Jamf Pro can reach a webhook URL, as far as the URL shows.
 *
 * @param server the host of the Jamf Pro server
 * @throws InputError when it cannot
 */
export function assertReachable(url: string, server: string): void {
	const { protocol, hostname } = new URL(url);
	const host = bare(hostname);
	const other = bare(server.replace(/:\d+$/, ''));
	if (isLoopback(host) && !isLoopback(other)) {
		throw new InputError(`Jamf Pro cannot reach n8n at ${url}, which is an address of the machine itself.`, HINT);
	}
	if (!/(^|\.)jamfcloud\.com$/.test(other)) return;
	if (isIn(PRIVATE, host)) throw new InputError(`Jamf Cloud cannot reach n8n at the private address ${url}.`, HINT);
	if (protocol !== 'https:') throw new InputError(`Jamf Cloud does not reach n8n at ${url}: it needs HTTPS.`, HINT);
}

function bare(host: string): string {
	return host
		.toLowerCase()
		.replace(/^\[|\]$/g, '')
		.replace(/\.$/, '');
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host.endsWith('.localhost') || isIn(LOOPBACK, host);
}

function isIn(list: BlockList, host: string): boolean {
	const family = isIP(host);
	return family !== 0 && list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
