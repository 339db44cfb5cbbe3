import type { INodeProperties } from 'n8n-workflow';
import { findDanger, isWrite } from '../../catalogue/effects';
import type { OperationRow } from '../../catalogue/types';
import type { Operation } from '../operation';
import { confirm } from './common';

/** For every operation that writes. */
export const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to check everything and output the request instead of sending it',
};

/** Whether a row only reads, why it is dangerous in the hands of an AI agent, and whether it returns secrets. */
export function describeEffect(row: OperationRow): Pick<Operation, 'danger' | 'reads' | 'secrets'> {
	const danger = findDanger(row);
	const secrets = row.asksSecret === true ? 'asked' : row.includesSecrets === true ? 'included' : undefined;
	return {
		...(!isWrite(row) && { reads: true }),
		...(danger !== undefined && { danger }),
		...(secrets !== undefined && { secrets }),
	};
}

/** A hand-written operation that replaces a row has the effect of the row, unless it states its own. */
export function inheritEffect(operation: Operation, row: OperationRow | undefined): Operation {
	return row === undefined ? operation : { ...describeEffect(row), ...operation };
}

/** In a tool, for what a model must not do unless a person allows it. */
export const toolConfirm: INodeProperties = {
	...confirm,
	displayOptions: { show: { '@tool': [true] } },
	description: 'Whether an AI agent can destroy data or give access with this tool. Only counts if set by hand.',
};

/** For results that can include secrets. */
export const reveal: INodeProperties = {
	displayName: 'Reveal Secrets',
	name: 'reveal',
	type: 'boolean',
	default: false,
	description: 'Whether to output passwords, keys and tokens. n8n stores the output with the execution.',
};

/** For results that are secrets. In a tool, the default is off, so that n8n saves the value when a person turns it on. */
const revealAsked: INodeProperties[] = [
	{ ...reveal, default: true, displayOptions: { hide: { '@tool': [true] } } },
	{ ...reveal, displayOptions: { show: { '@tool': [true] } } },
];

/** Adds the fields that depend on what an operation does, before its options. */
export function withSafetyFields(operation: Operation): Operation {
	const { properties, reads, danger, secrets } = operation;
	const isDangerous = danger === 'destroys' || danger === 'grants';
	const has = (name: string) => properties.some((property) => property.name === name);
	const added = [
		...(isDangerous && !has('confirm') ? [toolConfirm] : []),
		...(secrets === undefined ? [] : secrets === 'asked' ? revealAsked : [reveal]),
		...(reads === true || has(previewOnly.name) ? [] : [previewOnly]),
	];
	if (added.length === 0) return operation;
	const at = properties.findLastIndex(({ name }) => name === 'options');
	return { ...operation, properties: properties.toSpliced(at < 0 ? properties.length : at, 0, ...added) };
}
