import type { INodeProperties } from 'n8n-workflow';
import { dialect } from '../JamfPro/dialect';
import { options } from '../shared/description/fields/common';
import { buildSections } from '../shared/description/fields/list';
import { output } from '../shared/description/fields/output';
import { reveal } from '../shared/description/fields/safety';
import { buildFilter, changeOptions, emit } from '../shared/operations/changes/form';
import { findSource, INVENTORIES, type Inventory } from '../shared/operations/changes/source';

const sources = INVENTORIES.map((value) => findSource(dialect, value));

function showFor(resources: readonly Inventory[]): (property: INodeProperties) => INodeProperties {
	return (property) => ({
		...property,
		displayOptions: { ...property.displayOptions, show: { resource: [...resources] } },
	});
}

/** Both resources are filtered in the same way, by fields that depend on the resource. */
const [filter = []] = sources.map(({ list }) => buildFilter(list));
const sections = sources.flatMap(({ list }, index) =>
	buildSections(list).map(showFor(INVENTORIES.slice(index, index + 1))),
);

const reveals = sources.flatMap(({ effect }, index) =>
	effect.secrets === undefined ? [] : [reveal].map(showFor(INVENTORIES.slice(index, index + 1))),
);

const onlyForComputers = (property: INodeProperties): INodeProperties =>
	property.name === 'includeCheckIns'
		? { ...property, displayOptions: { show: { '/resource': ['computer'] } } }
		: property;

export const properties: INodeProperties[] = [
	{
		displayName: 'Watch',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Computer', value: 'computer', description: 'Needs Read Computers' },
			{ name: 'Mobile Device', value: 'mobileDevice', description: 'Needs Read Mobile Devices' },
		],
		default: 'computer',
		description: 'The devices whose changes start the workflow',
	},
	emit,
	{
		displayName: 'First Run',
		name: 'firstRun',
		type: 'options',
		options: [
			{ name: 'Output All', value: 'all', description: 'Output all devices as added' },
			{ name: 'Start From Now', value: 'now', description: 'Only remember the devices and wait for changes' },
		],
		default: 'now',
		description: 'What to do when nothing is remembered yet',
	},
	...filter,
	...output,
	...sections,
	...reveals,
	options(...changeOptions(sources[0] ?? {}).map(onlyForComputers)),
];
