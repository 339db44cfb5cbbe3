import type { INodeParameters } from 'n8n-workflow';
import { findListable } from '../../nodes/shared/catalogue/find';
import { pro, proFields } from '../../nodes/shared/catalogue/lookup';
import type { FieldRow, OperationRow, ParameterRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { toFieldMode } from '../../nodes/shared/parameters/fieldMode';
import { mapFields } from '../mapFields';
import { locator } from '../testBench';

/** The objects of a server that a form refers to. */
export interface FormObjects {
	/** IDs of a resource: the first to work on, the others to delete. */
	idsOf: (resource: string) => Promise<string[]>;
	idToDelete: (resource: string) => Promise<string>;
}

/** Every character that must be encoded in a path or a query. */
const HOSTILE = 'a/b c?#%é';
const SAMPLES: Record<ParameterRow['type'], INodeParameters[string]> = {
	boolean: true,
	dateTime: '2026-11-25T10:00:00Z',
	multiOptions: ['A'],
	number: 3,
	options: 'A',
	string: HOSTILE,
	strings: [HOSTILE],
};

/** Numbers of which the server accepts only some. */
const NUMBERS: Record<string, string> = {
	mdmProfileComputerExpirationLimitInDays: '120',
	mdmProfileMobileDeviceExpirationLimitInDays: '120',
};

/** Values that the server must know. */
const REAL: Record<string, string> = { 'appInstallerTitle.version': '128.0' };

/** A filter, for lists that require one. */
export const filterFor = ({ list }: OperationRow): INodeParameters =>
	list?.filterRequired === true ? { filterBy: 'rsql', rsql: `${list.filter?.[0] ?? 'id'}=="x"` } : {};

/** The fields in the form of an operation. */
export function listProFields(resource: ResourceRow, row: OperationRow): FieldRow[] {
	const found = proFields()[`${resource.value}.${row.value}`];
	const rows = typeof found === 'string' ? proFields()[found] : found;
	return typeof rows === 'string' || rows === undefined ? [] : rows;
}

function valueFor({ type, options, name }: FieldRow, salt: string): string {
	if (options !== undefined) return String(options[0]);
	switch (type) {
		case 'boolean':
			return 'true';
		case 'number':
			return NUMBERS[name] ?? '7';
		case 'json':
			// Commands need a device to return a response.
			if (name === 'clientData') return '[{}]';
			// A list of members must not be empty.
			return /^(assignments|ids|serialNumbers)$/.test(name) ? '["987654"]' : '[]';
		case 'dateTime':
			return '2026-11-25T10:00:00Z';
		default:
			if (name === 'appTitleId') return 'A01';
			// A group that exists.
			if (/(^|\.)groupId$/.test(name)) return '1';
			return /Id$/.test(name) ? '-1' : `${salt} ${name}`;
	}
}

/** The filled-in form, and the request expected of it. */
export async function fillProForm(resource: ResourceRow, row: OperationRow, { idsOf, idToDelete }: FormObjects) {
	const parameters: INodeParameters = { confirm: true, returnAll: true, ...filterFor(row) };
	const options: INodeParameters = {};
	const values: string[] = [];
	for (const { name, as = name, of, field } of row.path ?? []) {
		const listed = of !== undefined && findListable(pro, of) !== undefined;
		// Nested objects have numeric IDs; any other identifier is hostile on purpose.
		const own = await idsOf(of ?? resource.value);
		const value = (row.value === 'delete' && of === resource.value ? own.at(-1) : own[0]) ?? '1';
		const plain = /[iI]d$/.test(name) ? value : HOSTILE;
		if (field !== undefined) {
			parameters[as] = { __rl: true, mode: toFieldMode(field), value: HOSTILE };
			values.push(HOSTILE);
			continue;
		}
		parameters[as] = listed ? locator('id', value) : plain;
		values.push(listed ? value : plain);
	}
	const query: Array<[string, string]> = [];
	for (const { name, as = name, type, required, options: choices } of row.query ?? []) {
		const own = REAL[`${resource.value}.${name}`];
		const value =
			own ?? (choices === undefined ? SAMPLES[type] : type === 'multiOptions' ? choices.map(String) : choices[0]);
		if (required === true || type === 'multiOptions') parameters[as] = value ?? '';
		else options[as] = value ?? '';
		const sent = type === 'dateTime' ? '2026-11-25T10:00:00.000Z' : value;
		for (const each of [sent].flat()) query.push([name, String(each)]);
	}
	const fields = listProFields(resource, row);
	const { body } = row;
	if (body?.kind === 'text') parameters.text = 'some text';
	else if (body?.free === true || (body !== undefined && body.kind === undefined && fields.length === 0)) {
		parameters.body = row.routes[0].method === 'PUT' ? '{ "name": "Berlin" }' : '[{ "name": "Berlin" }]';
	} else if (fields.length > 0) {
		const given = fields.map((field) => [field.name, valueFor(field, `${resource.value} ${row.value}`)]);
		if (row.value === 'deleteMany') given.push(['ids', JSON.stringify([await idToDelete(resource.value)])]);
		if (body?.optional === true) given.length = 0;
		Object.assign(parameters, mapFields(fields, Object.fromEntries(given)));
	}
	let at = 0;
	const address = row.routes[0].path.replace(/\{[^}]+\}/g, () => encodeURIComponent(values[at++] ?? ''));
	return { parameters: { ...parameters, options }, address: `/api${address}`, query };
}
