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

/** Whether a row only reads, and why it is dangerous in the hands of an AI agent. */
export function describeEffect(row: OperationRow): Pick<Operation, 'danger' | 'reads'> {
	const danger = findDanger(row);
	return { ...(!isWrite(row) && { reads: true }), ...(danger !== undefined && { danger }) };
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

/** Adds the fields that depend on what an operation does, before its options. */
export function withSafetyFields(operation: Operation): Operation {
	const { properties, reads, danger } = operation;
	const isDangerous = danger === 'destroys' || danger === 'grants';
	const has = (name: string) => properties.some((property) => property.name === name);
	const added = [
		...(isDangerous && !has('confirm') ? [toolConfirm] : []),
		...(reads === true || has(previewOnly.name) ? [] : [previewOnly]),
	];
	if (added.length === 0) return operation;
	const at = properties.findLastIndex(({ name }) => name === 'options');
	return { ...operation, properties: properties.toSpliced(at < 0 ? properties.length : at, 0, ...added) };
}
