import type { INodeProperties } from 'n8n-workflow';
import { options, returnAllOrLimit } from '../../../shared/description/fields/common';
import { get } from '../../../shared/transport/request';
import type { Operation } from '../../../shared/description/operation';
import { InputError } from '../../../shared/transport/errors/errors';
import { PRIVILEGES } from '../apiRole/privileges';
import { path } from '../../../shared/transport/path';

const searchText: INodeProperties = {
	displayName: 'Name Contains',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Computer',
	description: 'Part of the name to look for; upper and lower case do not matter',
};

/** More than any server has (facts 8: about 500); without a number the server stops at 15. */
const ALL = 10_000;

export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search API role privileges',
	description: 'Find privileges by a part of their name',
	properties: [searchText, ...returnAllOrLimit, options()],
	async run(jamf, item) {
		const name = item.string('name');
		if (name === '')
			throw new InputError('The text to search for is empty.', 'Give a part of the name, or use Get Many.');
		const limit = Math.min(item.limit(), ALL);
		const { body } = await jamf.send(
			get(path`/v1/api-role-privileges/search`, [
				['name', name],
				['limit', String(limit)],
			]),
			PRIVILEGES,
		);
		return body.privileges.slice(0, limit).map((each) => ({ json: { name: each } }));
	},
};
