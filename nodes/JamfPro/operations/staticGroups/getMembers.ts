import { listLookups, type Operation, options, resolveId, returnAllOrLimit } from '../../../shared/operations/kit';
import { computers } from './computers';

const { group, requests, pickers, dialect, read } = computers;

/** The Jamf Pro API does not return the members of a static group of computers (jamf-behavior 5.8). */
export const getComputerMembers: Operation = {
	value: 'getAllMembers',
	name: 'Get Members',
	action: 'Get the members of a static computer group',
	description: 'Get the ID, name and serial number of each computer in the group; uses the Classic API',
	reads: true,
	...(dialect !== undefined && { dialect }),
	properties: [pickers.any, ...returnAllOrLimit, options()],
	output: { id: 'string', name: 'string', serialNumber: 'string', macAddress: 'string' },
	requires: (item) => [
		...listLookups('pro', group, item, 'id'),
		...requests.read.map((request) => ({ request, why: 'reads the members of the group' })),
	],
	async run(jamf, item) {
		const limit = item.limit();
		const { members } = await read(jamf, await resolveId(jamf, group, item.locator('id')));
		return members.slice(0, limit).map(({ id, name, serial_number: serialNumber, mac_address: macAddress }) => ({
			json: { id: String(id), ...toTexts({ name, serialNumber, macAddress }) },
		}));
	},
};

function toTexts(values: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]));
}
