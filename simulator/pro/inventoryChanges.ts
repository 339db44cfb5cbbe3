import { invalidField } from '../failure';
import type { Computer, Section } from '../fleet/computer';
import { isObject, type Json, type JsonObject } from '../json';
import type { ServerState } from '../state';

type FieldType = 'string' | 'number' | 'boolean';

interface PatchableSection {
	section: Section;
	fields: Readonly<Record<string, FieldType>>;
}

const strings = (...names: string[]): Record<string, FieldType> =>
	Object.fromEntries(names.map((name) => [name, 'string' as const]));

/** jamf-behavior 3.5 and the update schema; unlisted fields are ignored. */
const PATCHABLE: Readonly<Record<string, PatchableSection>> = {
	general: {
		section: 'GENERAL',
		fields: strings('name', 'lastIpAddress', 'barcode1', 'barcode2', 'assetTag'),
	},
	purchasing: {
		section: 'PURCHASING',
		fields: {
			...strings('poNumber', 'poDate', 'vendor', 'warrantyDate', 'appleCareId', 'leaseDate', 'purchasePrice'),
			...strings('purchasingAccount', 'purchasingContact'),
			leased: 'boolean',
			purchased: 'boolean',
			lifeExpectancy: 'number',
		},
	},
	userAndLocation: {
		section: 'USER_AND_LOCATION',
		fields: strings('username', 'realname', 'email', 'position', 'phone', 'departmentId', 'buildingId', 'room'),
	},
	hardware: {
		section: 'HARDWARE',
		fields: strings('networkAdapterType', 'macAddress', 'altNetworkAdapterType', 'altMacAddress'),
	},
	operatingSystem: { section: 'OPERATING_SYSTEM', fields: {} },
};

export function inventoryChanges(state: ServerState, computer: Computer, body: JsonObject): JsonObject {
	const changes: JsonObject = typeof body.udid === 'string' ? { udid: body.udid } : {};
	for (const [key, { section, fields }] of Object.entries(PATCHABLE)) {
		const given = body[key];
		if (!isObject(given)) continue;
		const current = state.computers.section(computer, section);
		const attributes = isObject(current) ? current.extensionAttributes : [];
		changes[key] = {
			...simpleFields(key, given, fields),
			...(given.extensionAttributes && {
				extensionAttributes: withValues(`${key}.extensionAttributes`, attributes, given.extensionAttributes),
			}),
		};
	}
	if (isObject(body.general)) changes.general = { ...(changes.general as JsonObject), ...generalState(body.general) };
	if (isObject(body.userAndLocation)) checkPlaces(state, body.userAndLocation);
	if (body.extensionAttributes) {
		const current = state.computers.section(computer, 'EXTENSION_ATTRIBUTES');
		changes.extensionAttributes = withValues('extensionAttributes', current, body.extensionAttributes);
	}
	return changes;
}

function simpleFields(section: string, given: JsonObject, fields: PatchableSection['fields']): JsonObject {
	const accepted = Object.entries(given).filter(([name]) => Object.hasOwn(fields, name));
	for (const [name, value] of accepted) {
		if (value !== null && typeof value !== fields[name])
			throw invalidField(`${section}.${name}`, `not a ${fields[name]}`);
	}
	return Object.fromEntries(accepted);
}

/** Written as `managed` and `siteId`, read as objects. */
const generalState = ({ managed, siteId }: JsonObject): JsonObject => ({
	...(typeof managed === 'boolean' && { remoteManagement: { managed } }),
	...(typeof siteId === 'string' && { site: { id: siteId, name: siteId === '-1' ? 'None' : `Site ${siteId}` } }),
});

function checkPlaces({ departments, buildings }: ServerState, { departmentId, buildingId }: JsonObject): void {
	const known = (collection: ServerState['departments'], id: Json | undefined) =>
		id === undefined || id === null || id === '-1' || collection.read(Number(id)) !== undefined;
	if (!known(departments, departmentId)) throw invalidField('userAndLocation.departmentId', 'no such department');
	if (!known(buildings, buildingId)) throw invalidField('userAndLocation.buildingId', 'no such building');
}

/** jamf-behavior 3.5: an attribute can be written only in its own section. */
function withValues(field: string, current: Json | undefined, given: Json): Json {
	const attributes = Array.isArray(current) ? current.filter(isObject) : [];
	const wanted = Array.isArray(given) ? given.filter(isObject) : [];
	const known = new Set(attributes.map(({ definitionId }) => definitionId));
	const stranger = wanted.find(({ definitionId }) => !known.has(definitionId));
	if (stranger) throw invalidField(field, `no attribute ${String(stranger.definitionId)} here`);
	return attributes.map((attribute) => {
		const change = wanted.find(({ definitionId }) => definitionId === attribute.definitionId);
		return change?.values === undefined ? attribute : { ...attribute, values: change.values };
	});
}
