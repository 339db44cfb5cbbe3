import { invalidField } from '../failure';
import { isObject, type Json, type JsonObject } from '../json';
import { put, valueAt } from './shape';

interface SharedField {
	read: (object: JsonObject) => Json | undefined;
	/** @param object what is stored */
	write?: (value: Json, object: JsonObject) => JsonObject;
	/** Written even if it equals the returned value, which is incomplete. */
	always?: true;
}

/** A resource of Jamf Pro whose objects are those of a Classic type. */
export interface SharedType {
	/** `computergroups` */
	classic: string;
	belongs?: (object: JsonObject) => boolean;
	/** Initial values of a new object. */
	fresh?: JsonObject;
	/** @throws Failure for a record that Jamf does not accept; `devices` reads one by its ID */
	check?: (record: JsonObject, object: JsonObject, devices: (id: number) => JsonObject | undefined) => void;
	/** Fields of Jamf Pro; dots separate nested objects. */
	fields: Readonly<Record<string, SharedField>>;
}

/** The same value under its Classic names; the first is read. */
const element = (...paths: [string, ...string[]]): SharedField => ({
	read: (object) => valueAt(object, paths[0]),
	write: (value) => {
		const object: JsonObject = {};
		for (const path of paths) put(object, path, value);
		return object;
	},
});

/** Jamf Pro uses this name only in responses. */
const shown = (path: string): SharedField => ({ read: (object) => valueAt(object, path) });

/** Null for a device that never submitted inventory. */
const inventoryDate: SharedField = {
	read: (object) => {
		const epoch = Number(valueAt(object, 'general.last_inventory_update_epoch') ?? 0);
		return epoch > 0 ? new Date(epoch).toISOString() : null;
	},
};

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const site: SharedField = {
	read: (object) => String(valueAt(object, 'site.id') ?? -1),
	write: (value) => ({ site: { id: Number(value ?? -1) } }),
};

const CRITERION = { name: 'name', priority: 'priority', andOr: 'and_or', searchType: 'search_type', value: 'value' };

const criteria: SharedField = {
	read: ({ criteria: list }) =>
		listOf(list)
			.filter(isObject)
			.map((each) => Object.fromEntries(Object.entries(CRITERION).map(([field, name]) => [field, each[name] ?? null]))),
	write: (value) => ({
		criteria: listOf(value)
			.filter(isObject)
			.map((each) => Object.fromEntries(Object.entries(CRITERION).map(([field, name]) => [name, each[field] ?? '']))),
	}),
};

/** jamf-behavior 5.8: written as a whole, never returned. */
const assignments: SharedField = {
	read: () => [],
	write: (value) => ({ computers: listOf(value).map((id) => ({ id: Number(id) })) }),
	always: true,
};

const membersOf = ({ mobile_devices: list }: JsonObject): number[] =>
	listOf(list)
		.filter(isObject)
		.map(({ id }) => Number(id));

const selectionsIn = (value: Json | undefined) =>
	listOf(value)
		.filter(isObject)
		.map(({ mobileDeviceId, selected }) => ({ id: Number(mobileDeviceId), isSelected: selected !== false }));

/** jamf-behavior 5.8: only the listed devices change, and the members are not returned. */
const selections: SharedField = {
	read: () => [],
	write: (value, object) => {
		const members = new Set(membersOf(object));
		for (const { id, isSelected } of selectionsIn(value)) {
			if (isSelected) members.add(id);
			else members.delete(id);
		}
		return { mobile_devices: [...members].map((id) => ({ id })) };
	},
	always: true,
};

/** jamf-behavior 5.8: 400 for invalid IDs. Unmanaged devices are assumed to be rejected as by the Classic API, without a list. */
const checkSelections: SharedType['check'] = ({ assignments: given }, object, devices) => {
	const before = membersOf(object);
	for (const { id } of selectionsIn(given).filter((each) => each.isSelected && !before.includes(each.id))) {
		const device = devices(id);
		if (device === undefined) throw invalidField('assignments', 'not a mobile device');
		if (valueAt(device, 'general.managed') === false) throw invalidField('assignments', 'the group cannot be saved');
	}
};

const groups = (smart: boolean): Pick<SharedType, 'belongs' | 'classic' | 'fresh'> => ({
	classic: 'computergroups',
	belongs: (object) => object.is_smart === smart,
	fresh: { name: '', is_smart: smart, criteria: [], computers: [] },
});

const named: SharedType['fields'] = { name: element('name') };

export const SHARED: Readonly<Record<string, SharedType>> = {
	advancedMobileDeviceSearch: { classic: 'advancedmobiledevicesearches', fields: named },
	computerExtensionAttribute: {
		classic: 'computerextensionattributes',
		fields: { ...named, description: element('description'), enabled: element('enabled') },
	},
	computerGroup: {
		classic: 'computergroups',
		fields: { ...named, smartGroup: shown('is_smart') },
	},
	dockItem: { classic: 'dockitems', fields: { ...named, path: element('path') } },
	mobileDevice: {
		classic: 'mobiledevices',
		fields: {
			name: element('general.name', 'general.display_name', 'general.device_name'),
			displayName: shown('general.name'),
			'general.displayName': shown('general.name'),
			serialNumber: shown('general.serial_number'),
			'hardware.serialNumber': shown('general.serial_number'),
			udid: shown('general.udid'),
			managed: shown('general.managed'),
			'general.managed': shown('general.managed'),
			model: shown('general.model'),
			modelIdentifier: shown('general.model_identifier'),
			osVersion: shown('general.os_version'),
			wifiMacAddress: shown('general.wifi_mac_address'),
			assetTag: element('general.asset_tag'),
			lastInventoryUpdateDate: inventoryDate,
			'general.lastInventoryUpdateDate': inventoryDate,
			'location.username': element('location.username'),
			'location.realName': element('location.real_name', 'location.realname'),
			'location.emailAddress': element('location.email_address'),
			'location.position': element('location.position'),
			'location.room': element('location.room'),
			username: shown('location.username'),
		},
	},
	mobileDeviceExtensionAttribute: {
		classic: 'mobiledeviceextensionattributes',
		fields: { ...named, description: element('description') },
	},
	package: {
		classic: 'packages',
		fields: {
			packageName: element('name'),
			fileName: element('filename'),
			info: element('info'),
			notes: element('notes'),
			priority: element('priority'),
			osRequirements: element('os_requirements'),
			rebootRequired: element('reboot_required'),
			fillUserTemplate: element('fill_user_template'),
			fillExistingUsers: element('fill_existing_users'),
		},
	},
	site: { classic: 'sites', fields: named },
	smartComputerGroup: { ...groups(true), fields: { ...named, siteId: site, criteria } },
	staticComputerGroup: { ...groups(false), fields: { ...named, siteId: site, assignments } },
	staticMobileDeviceGroup: {
		classic: 'mobiledevicegroups',
		belongs: (object) => object.is_smart === false,
		fresh: { name: '', is_smart: false, criteria: [], mobile_devices: [] },
		check: checkSelections,
		fields: {
			groupName: element('name'),
			siteId: site,
			count: { read: (object) => membersOf(object).length },
			assignments: selections,
		},
	},
	user: {
		classic: 'users',
		fields: {
			username: element('name'),
			realname: element('full_name'),
			email: element('email', 'email_address'),
			phone: element('phone_number'),
			position: element('position'),
		},
	},
};
