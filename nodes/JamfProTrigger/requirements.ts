import { findListable, findOperation, findResource } from '../shared/catalogue/find';
import { classic } from '../shared/catalogue/lookup';
import { listLookups } from '../shared/operations/requirements/lookups';
import type { PackageNode } from '../shared/operations/requirements/planNode';
import { rowRequest } from '../shared/operations/requirements/rowRequest';
import type { Requirement } from '../shared/errors/requiredPrivileges';
import type { ItemParameters } from '../shared/parameters/itemParameters';
import { readStored, storedParameters } from '../shared/parameters/storedParameters';
import { EVENTS, type GroupParameter } from './events';
import { properties } from './form';
import { ANY_GROUP } from './settings';

const NAME = 'Jamf Pro Trigger';

/** What the trigger does to keep its webhooks in Jamf Pro. */
const WEBHOOKS: ReadonlyArray<[operation: string, why: string]> = [
	['getAll', 'finds its webhooks'],
	['get', 'compares its webhooks'],
	['create', 'creates its webhooks'],
	['update', 'updates its webhooks'],
	['delete', 'deletes its webhooks'],
];

/** The trigger, as a node whose requests can be planned. */
export const packageNode: PackageNode = {
	displayName: NAME,
	plan: (parameters, isIncomplete = false) => ({
		operation: NAME,
		requirements: listTriggerRequirements(storedParameters(parameters, properties, { isIncomplete })),
	}),
	operations: () => [{ name: NAME, parameters: {} }],
};

function listTriggerRequirements(item: ItemParameters): Requirement[] {
	const webhook = findResource(classic, 'webhook');
	const events = readStored(() => item.strings('events'));
	const groups = new Set(
		EVENTS.flatMap(({ value, group }) =>
			group !== undefined && (!events.isKnown || events.value.includes(value)) ? [group] : [],
		),
	);
	return [
		...WEBHOOKS.flatMap(([operation, why]) => {
			const row = findOperation(webhook, operation);
			return row === undefined ? [] : [{ request: rowRequest('classic', row), why }];
		}),
		...[...groups].flatMap((group) => listGroupRequirements(item, group, events.isKnown)),
	];
}

/** The ID of a group is checked as well, so each mode but Any Group reads the groups. */
function listGroupRequirements(item: ItemParameters, group: GroupParameter, isSelected: boolean): Requirement[] {
	const listable = findListable(classic, group);
	const locator = readStored(() => item.locator(group));
	if (listable === undefined || (locator.isKnown && isSelected && locator.value.value === ANY_GROUP)) return [];
	const lookups = listLookups('classic', listable, item, group);
	if (lookups.length > 0) return lookups.map((each) => ({ ...each, ...(!isSelected && { isPossible: true }) }));
	const { noun } = listable.resource;
	return [{ request: rowRequest('classic', listable.operation), why: `checks that the ${noun} is a smart group` }];
}
