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
	'Set the WEBHOOK_URL environment variable of n8n to an address that Jamf Pro can reach, for example https://n8n.example.com/, and restart n8n.';

/**
 * Checks whether Jamf Pro can reach a webhook URL, judging by the URL alone.
 *
 * @param server the host of the Jamf Pro server
 * @throws InputError when it cannot
 */
export function assertReachable(url: string, server: string): void {
	const { protocol, hostname } = new URL(url);
	const host = bare(hostname);
	const other = bare(server.replace(/:\d+$/, ''));
	if (isLoopback(host) && !isLoopback(other)) {
		throw new InputError(`Jamf Pro cannot reach n8n at ${url}, which is a loopback address.`, HINT);
	}
	if (!/(^|\.)jamfcloud\.com$/.test(other)) return;
	if (isIn(PRIVATE, host)) throw new InputError(`Jamf Cloud cannot reach n8n at the private address ${url}.`, HINT);
	if (protocol !== 'https:')
		throw new InputError(`Jamf Cloud cannot reach n8n at ${url} because it requires HTTPS.`, HINT);
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
