import type { INodeProperties } from 'n8n-workflow';
import { InputError, type Operation, options, path, returnAllOrLimit, sends } from '../../../shared/operations/kit';
import { PRIVILEGES } from '../apiRole/privileges';

const searchText: INodeProperties = {
	displayName: 'Name Contains',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Computer',
	description: 'Part of the name to search for (case-insensitive)',
};

/** More than any server has (jamf-behavior 8: about 500); the server's own default is 15. */
const MAX_RESULTS = 10_000;

export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search API role privileges',
	description: 'Find privileges by part of their name',
	properties: [searchText, ...returnAllOrLimit, options()],
	output: { name: 'string' },
	requires: () => [sends('pro', 'GET', '/v1/api-role-privileges/search')],
	async run(jamf, item) {
		const name = item.string('name');
		if (name === '')
			throw new InputError('The text to search for is empty.', 'Enter part of the name, or use Get Many.');
		const limit = Math.min(item.limit(), MAX_RESULTS);
		const query = Object.entries({ name, limit: String(limit) });
		const { privileges } = await jamf.get(path`/v1/api-role-privileges/search`, { query, read: PRIVILEGES });
		return privileges.slice(0, limit).map((each) => ({ json: { name: each } }));
	},
};
