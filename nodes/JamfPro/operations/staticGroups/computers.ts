import { createRequire } from 'node:module';
import {
	classic,
	type Dialect,
	findOperation,
	findResource,
	type GroupKind,
	objectPicker,
	pro,
	rowRequest,
} from '../../../shared/operations/kit';
import { findLookupSource } from '../../lookupSources';
import { findDevices } from './findDevices';
import { memberKeys } from './memberKeys';

/** Loads a module when it is first needed: these read and write XML. */
const load = createRequire(__filename);

const loadClassic = () =>
	(load('../../../JamfClassic/operations/staticGroups/groupTypes') as { computerGroups: GroupKind }).computerGroups;

const group = findLookupSource('staticComputerGroup');
const picker = objectPicker(pro, {
	name: 'id',
	label: group.resource.name,
	type: 'string',
	of: group.resource.value,
});
const devices = {
	source: findLookupSource('computer'),
	managedField: 'general.remoteManagement.managed',
	filterFields: { id: 'id', name: 'general.name', serialNumber: 'hardware.serialNumber', udid: 'udid' },
};

/** Members of static groups of computers, which only the Classic API returns and changes one by one (jamf-behavior 5.8). */
export const computers: GroupKind = {
	group,
	pickers: { any: picker, static: picker },
	member: devices.source.resource,
	keys: memberKeys,
	areDevices: true,
	lock: 'computerGroup',
	check: { value: 'checkMembership', name: 'Check Membership' },
	note: 'uses the Classic API',
	dialect: () => (load('../../../JamfClassic/dialect') as { dialect: Dialect }).dialect,
	requests: {
		list: rowRequest('pro', devices.source.operation),
		find: rowRequest('pro', devices.source.operation),
		read: [classicRequest('get')],
		write: classicRequest('update'),
	},
	read: async (jamf, id) => await loadClassic().read(jamf, id),
	write: async (jamf, target, change) => await loadClassic().write(jamf, target, change),
	find: async (jamf, key, values) => await findDevices(jamf, devices, key, values),
};

function classicRequest(operation: string) {
	const row = findOperation(findResource(classic, 'computerGroup'), operation);
	if (row === undefined) throw new TypeError(`no row computerGroup.${operation}`);
	return rowRequest('classic', row);
}
