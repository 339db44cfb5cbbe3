import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { dialect } from '../JamfClassic/dialect';
import { listOperation } from '../shared/calls/callOperation';
import { normalizeKey, preferExactMatch } from '../shared/calls/lookupIndex';
import { findListable, type Listable } from '../shared/catalogue/find';
import { classic } from '../shared/catalogue/lookup';
import { withJamfClient } from '../shared/description/methods/withClient';
import type { Locator } from '../shared/parameters/itemParameters';
import { isObject } from '../shared/parameters/propertyPath';
import type { JamfClient } from '../shared/transport/client';
import { InputError, ResponseError } from '../shared/transport/errors/errors';
import type { GroupParameter } from './events';
import { ANY_GROUP, type TriggerSettings } from './settings';

interface Group {
	id: string;
	name: string;
	isSmart: boolean;
}

/** The IDs of the selected smart groups by event. Events without a selected group are omitted. */
export async function resolveGroups(
	jamf: JamfClient,
	{ groups }: TriggerSettings,
	verify = false,
): Promise<Record<string, number>> {
	const ids: Record<string, number> = {};
	for (const [event, { parameter, locator }] of groups) {
		if (locator.value === ANY_GROUP) continue;
		const id = locator.mode === 'name' ? await findByName(jamf, parameter, locator) : readId(parameter, locator);
		if (verify && locator.mode !== 'name') await assertSmart(jamf, parameter, id);
		ids[event] = Number(id);
	}
	return ids;
}

function readId(parameter: GroupParameter, { value }: Locator): string {
	if (/^\d+$/.test(value)) return value;
	throw new InputError(
		`"${value.slice(0, 60)}" is not a valid ID. IDs of smart ${listable(parameter).resource.plural} are numbers.`,
		'To look it up by name, switch to By Name.',
	);
}

async function findByName(jamf: JamfClient, parameter: GroupParameter, { value }: Locator): Promise<string> {
	const { noun, plural } = listable(parameter).resource;
	const all = await readGroups(jamf, parameter);
	const named = all.filter((group) => group.isSmart && normalizeKey(group.name) === normalizeKey(value));
	const [found, ...others] = preferExactMatch(named, ({ name }) => name, value);
	if (found !== undefined && others.length === 0) return found.id;
	if (found === undefined) {
		throw new InputError(
			`There is no smart ${noun} named "${value}".`,
			'Check the spelling, or select it from the list. Static groups do not send events.',
		);
	}
	const ids = [found, ...others].map(({ id }) => id).join(', ');
	throw new InputError(`Several smart ${plural} are named "${value}": ID ${ids}.`, 'Use By ID to select one.');
}

/** Jamf accepts a webhook for any other group but never calls it. Without the privilege to read groups, the ID is not checked. */
async function assertSmart(jamf: JamfClient, parameter: GroupParameter, id: string): Promise<void> {
	const all = await readGroups(jamf, parameter).catch((error: unknown) => {
		if (error instanceof ResponseError && error.code === 'FORBIDDEN') return undefined;
		throw error;
	});
	const group = all?.find((each) => Number(each.id) === Number(id));
	if (all === undefined || group?.isSmart === true) return;
	const { noun } = listable(parameter).resource;
	throw new InputError(
		group === undefined
			? `There is no smart ${noun} with the ID ${id}.`
			: `"${group.name}" (ID ${id}) is a static ${noun}. Only smart groups have events.`,
		'Select a smart group from the list.',
	);
}

async function readGroups(jamf: JamfClient, parameter: GroupParameter): Promise<Group[]> {
	const { resource, operation } = listable(parameter);
	const rows = await listOperation(jamf, { dialect, resource, row: operation, ids: [] }, { limit: Infinity });
	return rows
		.filter(isObject)
		.map(({ id, name, is_smart }) => ({ id: String(id), name: String(name), isSmart: is_smart === true }));
}

/** The resources have the same names as the parameters. */
function listable(parameter: GroupParameter): Listable {
	const found = findListable(classic, parameter);
	if (found === undefined) throw new TypeError(`no list of ${parameter}`);
	return found;
}

type SearchGroups = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

function createSearch(parameter: GroupParameter): SearchGroups {
	return async function (filter = '') {
		const all = await withJamfClient(this, { classic }, async (jamf) => await readGroups(jamf, parameter));
		const smart = all.filter(({ isSmart, name }) => isSmart && normalizeKey(name).includes(normalizeKey(filter)));
		const found = smart.map(({ id, name }) => ({ name, value: id }));
		return { results: filter === '' ? [{ name: 'Any Group', value: ANY_GROUP }, ...found] : found };
	};
}

/** The search methods of the resource locators. */
export const searchMethods: Record<string, SearchGroups> = {
	searchSmartComputerGroups: createSearch('computerGroup'),
	searchSmartMobileDeviceGroups: createSearch('mobileDeviceGroup'),
	searchSmartUserGroups: createSearch('userGroup'),
};
