import { findResource } from '../../nodes/shared/catalogue/find';
import { pro } from '../../nodes/shared/catalogue/lookup';
import type { FieldRow, ResourceRow } from '../../nodes/shared/catalogue/types';

/** The only values that the server accepts. */
const VALUES: Record<string, string> = {
	'account.ldapServerId': '-1',
	'appInstallerDeployment.appTitleId': 'A01',
	'category.priority': '7',
	'computer.purchasing.lifeExpectancy': '4',
	'deviceCommunication.mdmProfileComputerExpirationLimitInDays': '90',
	'deviceCommunication.mdmProfileMobileDeviceExpirationLimitInDays': '120',
};

export function findProResource(value: string): ResourceRow {
	const resource = findResource(pro, value);
	if (resource === undefined) throw new Error(`There is no resource ${value}`);
	return resource;
}

/** A value for every field, as the form stores it. */
export function createFieldText(resource: string, { name, type, options }: FieldRow, turn: number): string {
	const own = VALUES[`${resource}.${name}`];
	if (own !== undefined) return own;
	if (options !== undefined) return String(options[turn % options.length]);
	if (type === 'boolean') return String(turn % 2 === 1);
	if (type === 'number') return String(10 + turn);
	if (type === 'json') return '[]';
	if (type === 'dateTime') return `2026-11-2${turn}T10:00:00.000Z`;
	return /Ids?$/.test(name) ? '-1' : `${name} "${turn}" <é>`;
}
