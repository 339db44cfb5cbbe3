import { BlockList, isIP } from 'node:net';
import { splitList } from '../shared/parameters/splitList';
import { InputError } from '../shared/transport/errors/errors';

/**
 * Parses a list of IP addresses and ranges such as `192.0.2.0/24`. An empty list returns `undefined`, which allows all addresses.
 *
 * @throws InputError with the entry that is not valid
 */
export function parseAddresses(text: string): BlockList | undefined {
	const entries = splitList(text).map((entry) => String(entry).trim());
	const list = new BlockList();
	for (const entry of entries) {
		const [address = '', bits] = entry.split('/');
		const family = isIP(address);
		const length = bits === undefined ? undefined : Number(bits);
		const max = family === 4 ? 32 : 128;
		const isValid = length === undefined || (/^\d+$/.test(bits ?? '') && length <= max);
		if (family === 0 || !isValid || entry.split('/').length > 2) {
			throw new InputError(
				`"${entry.slice(0, 60)}" under Allowed IP Addresses is not a valid IP address or range.`,
				'Enter addresses such as 192.0.2.10 or ranges such as 192.0.2.0/24, separated by commas.',
			);
		}
		const type = family === 4 ? 'ipv4' : 'ipv6';
		if (length === undefined) list.addAddress(address, type);
		else list.addSubnet(address, length, type);
	}
	return entries.length === 0 ? undefined : list;
}

/** Whether requests from an address are accepted. */
export function isAllowed(list: BlockList | undefined, address: string): boolean {
	if (list === undefined) return true;
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	const family = isIP(plain);
	return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
