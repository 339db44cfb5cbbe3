import { type Operation, options, returnAllOrLimit, sends } from '../../../shared/operations/kit';
import { readPrivileges } from '../apiRole/privileges';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many API role privileges',
	description: 'Get the names of all privileges on this server',
	properties: [...returnAllOrLimit, options()],
	output: { name: 'string' },
	requires: () => [sends('pro', 'GET', '/v1/api-role-privileges')],
	async run(jamf, item) {
		const names = await readPrivileges(jamf);
		return names.slice(0, item.limit()).map((name) => ({ json: { name } }));
	},
};
