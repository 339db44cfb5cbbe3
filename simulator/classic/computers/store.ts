import { SECTIONS } from '../../fleet/sections';
import { isObject, type JsonObject, merge } from '../../json';
import type { Records } from '../../records';
import { type Pick, sample } from '../sample';
import type { ClassicType } from '../schema';
import type { Store } from '../store';
import type { ClassicObject } from '../tree';
import { attributeChanges } from './attributes';
import { SHARED } from './elements';
import { inventoryFieldsOf, isManaged } from './inventoryFields';
import { recordOf } from './record';
import { matched } from './rows';

/** Computers are Pro's records; values that only Classic returns are generated. */
export function computerStore(state: Records, type: ClassicType, pick: Pick): Store {
	const { computers, settings } = state;
	return {
		ids: (node) => computers.ids(node),
		read: (id, node) => {
			const computer = computers.read(id, node);
			if (!computer) return undefined;
			const made = sample(type.elements, { seed: settings.seed, id, pick });
			return merge(made, recordOf(state, inventoryFieldsOf(state, computer)));
		},
		insert: (object, node) => computers.insert((id) => ({ id, changes: changesOf(state, object) }), node).id,
		write: (id, object, node) => {
			const computer = computers.read(id, node);
			if (!computer) return;
			const attributes = attributeChanges(computers, computer, object.extension_attributes);
			computers.change(computer, merge(changesOf(state, object), attributes), node);
		},
		remove: (id, node) => computers.remove(id, node),
	};
}

/** For member lists and similar references. */
export function computerSummary(state: Records, id: number): ClassicObject | undefined {
	const computer = state.computers.read(id);
	if (!computer) return undefined;
	const fields = inventoryFieldsOf(state, computer);
	return { ...matched(fields), managed: isManaged(fields.general) };
}

function changesOf(state: Records, object: ClassicObject): JsonObject {
	let changes: JsonObject = {};
	const change = (section: keyof typeof SECTIONS, fields: JsonObject) => {
		changes = merge(changes, { [SECTIONS[section].key]: fields });
	};
	for (const [part, elements] of Object.entries(SHARED)) {
		const given = object[part];
		if (!isObject(given)) continue;
		for (const [element, { section, field }] of Object.entries(elements)) {
			if (given[element] !== undefined) change(section, { [field]: given[element] });
		}
	}
	const { general, location } = object;
	if (isObject(general) && typeof general.udid === 'string') changes.udid = general.udid;
	if (isObject(general) && isObject(general.remote_management)) {
		change('GENERAL', { remoteManagement: { managed: general.remote_management.managed === true } });
	}
	if (isObject(location)) change('USER_AND_LOCATION', places(state, location));
	return changes;
}

/** Classic writes the names of buildings and departments, Pro their IDs. */
function places({ departments, buildings }: Records, { department, building }: ClassicObject): JsonObject {
	const idOf = (collection: Records['departments'], name: unknown) =>
		collection.values().find((place) => place.name.toLowerCase() === String(name).toLowerCase())?.id;
	const departmentId = idOf(departments, department);
	const buildingId = idOf(buildings, building);
	return {
		...(departmentId !== undefined && { departmentId: String(departmentId) }),
		...(buildingId !== undefined && { buildingId: String(buildingId) }),
	};
}
