import type { INodeProperties } from 'n8n-workflow';
import { options } from '../../description/fields/common';
import { buildListFields, buildSections } from '../../description/fields/list';
import { output } from '../../description/fields/output';
import type { ListRow } from '../../catalogue/types';
import { DEFAULT_HOURS } from './settings';
import type { Source } from './source';

const KINDS = [
	{ name: 'Added', value: 'added', description: 'New devices' },
	{ name: 'Changed', value: 'changed', description: 'Devices that submitted inventory' },
	{ name: 'Removed', value: 'removed', description: 'Devices that Jamf Pro no longer has, or that no longer match' },
];

export const emit: INodeProperties = {
	displayName: 'Changes to Output',
	name: 'emit',
	type: 'multiOptions',
	required: true,
	options: KINDS,
	default: ['added', 'changed', 'removed'],
	description: 'The kinds of changes to output',
};

export const feed: INodeProperties = {
	displayName: 'Feed',
	name: 'feed',
	type: 'string',
	required: true,
	default: 'default',
	description: 'Name under which this workflow remembers what it has read. Get and Commit Changes share it.',
};

const fullComparisonHours: INodeProperties = {
	displayName: 'Full Comparison Every (Hours)',
	name: 'fullComparisonHours',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_HOURS,
	description:
		'How often to read the IDs of all devices to find removed ones. Also happens when the number of devices differs.',
};

const includeCheckIns: INodeProperties = {
	displayName: 'Include Check-Ins',
	name: 'includeCheckIns',
	type: 'boolean',
	default: false,
	description: 'Whether a check-in also counts as a change. Computers usually check in every 15 minutes.',
};

const rememberContent: INodeProperties = {
	displayName: 'Find Edits in Jamf Pro',
	name: 'rememberContent',
	type: 'boolean',
	default: false,
	description:
		'Whether full comparisons also find devices that were edited without submitting inventory. Reads all devices, and remembers a hash, name and serial number of each.',
};

const allowManyRemovals: INodeProperties = {
	displayName: 'Allow Many Removals',
	name: 'allowManyRemovals',
	type: 'boolean',
	default: false,
	description: 'Whether more than half of the known devices can be removed at once',
};

/** Options of both ways to read changes. */
export function changeOptions({ checkIn }: Pick<Source, 'checkIn'>): INodeProperties[] {
	return [allowManyRemovals, rememberContent, fullComparisonHours, ...(checkIn === undefined ? [] : [includeCheckIns])];
}

/** The filter of a list, without its order. */
export function buildFilter({ kind, filter }: ListRow): INodeProperties[] {
	return buildListFields({ kind, ...(filter && { filter }) });
}

const commitImmediately: INodeProperties = {
	displayName: 'Commit Immediately',
	name: 'commitImmediately',
	type: 'boolean',
	default: false,
	description: 'Whether to move the feed at once. Changes are lost if the workflow fails afterwards.',
};

export function buildGetChangesForm(source: Source): INodeProperties[] {
	return [
		feed,
		emit,
		...buildFilter(source.list),
		...output,
		...buildSections(source.list),
		options(commitImmediately, ...changeOptions(source)),
	];
}
