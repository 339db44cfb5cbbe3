import type { INodeProperties } from 'n8n-workflow';
import {
	classic,
	type ElementRow,
	LIST_SYNTAX,
	objectPicker,
	objectSelection,
	options,
	type ResourceRow,
} from '../../../shared/operations/kit';
import { selectionName, TARGETS, targetRows } from './targets';

const unreadableParts: INodeProperties = {
	displayName: 'Unreadable Parts',
	name: 'unreadableParts',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "jss_users": [{ "name": "anna" }] }',
	description:
		'The current values of the parts of the scope that Jamf does not return. They are written as given here.',
};

const unreadableIsEmpty: INodeProperties = {
	displayName: 'Treat Unreadable Parts as Empty',
	name: 'unreadableIsEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to write the parts of the scope that Jamf does not return (such as Jamf Pro users) as empty, which removes what they contain',
};

const targetType: INodeProperties = { displayName: 'Target Type', name: 'targetType', type: 'options', default: '' };

const TEXT_SYNTAX = `IDs or names, instead of a choice from the list. ${LIST_SYNTAX}`;

const targetsAsText: INodeProperties = {
	displayName: 'Targets as Text',
	name: 'targets',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. 12, 15',
	description: TEXT_SYNTAX,
};

const targetsBy: INodeProperties = {
	displayName: 'Targets By',
	name: 'targetsBy',
	type: 'options',
	options: [
		{ name: 'ID', value: 'id' },
		{ name: 'Name', value: 'name' },
	],
	default: 'id',
	displayOptions: { hide: { targets: [''] } },
	description: 'How the targets are identified. Directory service users and groups only have names.',
};

/** The objects of one type. A name of its own, because the IDs of another type would be those of other objects. */
function targetSelection(type: string): INodeProperties[] {
	const of = TARGETS[type]?.resource;
	if (of === undefined) return [];
	// Workflows that were saved before there was a list have text.
	const displayOptions = { show: { targetType: [type] }, hide: { targets: [{ _cnd: { exists: true } } as const] } };
	return [objectSelection({ label: 'Target', name: selectionName(type), of, required: true, displayOptions })];
}

/** The object and the targets to add to its scope or to remove from it. */
export function scopeForm({ value, name }: ResourceRow, rows: readonly ElementRow[]): INodeProperties[] {
	const types = targetRows(rows).map((row) => ({ name: TARGETS[row.name]?.label ?? row.name, value: row.name }));
	types.sort((a, b) => a.name.localeCompare(b.name));
	return [
		objectPicker(classic, { name: 'id', label: name, type: 'string', of: value }),
		{ ...targetType, options: types, default: types[0]?.value ?? '' },
		...types.flatMap((type) => targetSelection(type.value)),
		targetsAsText,
		targetsBy,
		options(unreadableIsEmpty, unreadableParts),
	];
}
