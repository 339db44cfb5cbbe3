import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import { findFields } from '../../catalogue/find';
import { buildBodyFields } from '../../description/fields/body';
import { describeEffect } from '../../description/fields/safety';
import { buildForm } from '../../description/form';
import { type Operation, UPSERT } from '../../description/operation';
import { runUpsert } from './runUpsert';
import { listClearableFields } from '../../parameters/bodyFields';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { Requirement } from '../../errors/requiredPrivileges';
import { listReferenceLists, listRowRequests } from '../requirements/rowRequirements';
import { rowRequest } from '../requirements/rowRequest';
import type { Upsertable } from './upsertable';

/** Creates the operation Create or Update of a resource from the rows of Create and Update. */
export function createUpsert(dialect: Dialect, upsertable: Upsertable): Operation {
	const { resource, create, update, keys } = upsertable;
	const { noun } = resource;
	const { danger, secrets } = { ...describeEffect(create), ...describeEffect(update) };
	return {
		value: UPSERT,
		name: 'Create or Update',
		action: `Create or update ${/^([aeio]|(LDAP|MDM|SSO))/i.test(noun) ? 'an' : 'a'} ${noun}`,
		description: `Create a new record, or update the current one if it already exists (upsert), by ${keys.length > 1 ? 'name, serial number or UDID' : 'name'}`,
		...(danger !== undefined && { danger }),
		...(secrets !== undefined && { secrets }),
		properties: [...(keys.length > 1 ? [buildMatchBy(upsertable)] : []), ...buildFields(dialect, upsertable)],
		output: { outcome: 'string', id: dialect.api === 'pro' ? 'string' : 'number' },
		requires: (item) => listUpsertRequirements(dialect, upsertable, item),
		run: async (jamf, item): Promise<INodeExecutionData[]> => await runUpsert(jamf, dialect, upsertable, item),
	};
}

const BY_EXISTENCE = 'depending on whether it exists';

/** Whether the object is created or updated depends on the server. */
function listUpsertRequirements(
	dialect: Dialect,
	{ resource, create, update, objects }: Upsertable,
	item: ItemParameters,
): Requirement[] {
	const either = [create, update].flatMap((row) => listRowRequests(dialect, resource, row, item));
	return [
		...listReferenceLists(dialect, resource, create, item),
		{ request: rowRequest(dialect.api, objects.operation), why: `looks up the ${resource.noun}` },
		...either.map((each) =>
			'unknown' in each
				? each
				: { ...each, condition: each.condition === undefined ? BY_EXISTENCE : `${each.condition}, ${BY_EXISTENCE}` },
		),
	];
}

function buildMatchBy({ keys }: Upsertable): INodeProperties {
	return {
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: keys.map(({ mode, label }) => ({ name: label, value: mode })),
		default: 'name',
		description: 'The field that must be equal for an existing object to be updated',
	};
}

/** The body of Create and the options of Update. XML is not offered, because the name is read from the body. */
function buildFields(dialect: Dialect, { resource, create, update }: Upsertable): INodeProperties[] {
	const rows = findFields(dialect.fields(), resource.value, create.value);
	const form = buildForm(dialect, resource, update).filter(({ name }) => name === 'options');
	const updated = findFields(dialect.fields(), resource.value, update.value) ?? [];
	const clearable = listClearableFields(update, updated).length > 0;
	const body = buildBodyFields(create.body ?? {}, rows, dialect.api, { clearable }).filter(
		({ name }) => name !== 'xml',
	);
	const fields = body.map((property) => {
		if (property.name !== 'bodyMode') return property;
		const modes = property.options?.filter((option) => !('value' in option) || option.value !== 'xml');
		return { ...property, ...(modes !== undefined && { options: modes }) };
	});
	return [...fields, ...form];
}
