import { isObject, type Json } from '../json';
import type { NamedRecord } from '../recordTypes';
import type { Records } from '../records';
import { computerGroupStore } from './groups';
import { sharedStore, type Store } from './store';
import type { ClassicObject } from './tree';

/** Types whose objects Jamf Pro returns too: one record, seen through both APIs. */
export const sharedStores = (state: Records): Readonly<Record<string, Store>> => ({
	buildings: named(state.buildings, BUILDING),
	departments: named(state.departments, {}),
	categories: sharedStore<NamedRecord>(
		state.categories,
		({ id, name, priority }) => ({ id, name, priority: Number(priority) }),
		({ name, priority }, current) => ({ name: text(name), priority: Number(priority ?? current?.priority ?? 9) }),
	),
	scripts: scripts(state),
	computergroups: computerGroupStore(state),
});

const text = (value: Json | undefined): string => (value === undefined || value === null ? '' : String(value));

/** Elements of Classic with their Pro names. */
type Names = Readonly<Record<string, string>>;

const BUILDING: Names = {
	streetAddress1: 'streetAddress1',
	streetAddress2: 'streetAddress2',
	city: 'city',
	stateProvince: 'stateProvince',
	zipPostalCode: 'zipPostalCode',
	country: 'country',
};

const named = (collection: Records['buildings'], names: Names): Store =>
	sharedStore<NamedRecord>(
		collection,
		(record) => ({
			id: record.id,
			name: record.name,
			...Object.fromEntries(Object.entries(names).map(([element, field]) => [element, text(record[field])])),
		}),
		(object, current) => ({
			...current,
			...Object.fromEntries(Object.entries(names).map(([element, field]) => [field, object[element] ?? null])),
			name: text(object.name),
		}),
	);

const PRIORITIES: Names = { BEFORE: 'Before', AFTER: 'After', AT_REBOOT: 'At Reboot' };
const PARAMETERS = [4, 5, 6, 7, 8, 9, 10, 11].map((number) => `parameter${number}`);
const NO_CATEGORY = 'No category assigned';

function scripts({ scripts: collection, categories }: Records): Store {
	const categoryOf = (id: Json | undefined) => categories.read(Number(id))?.name ?? NO_CATEGORY;
	const idOf = (name: string) => categories.values().find((category) => category.name === name)?.id ?? -1;
	return sharedStore<NamedRecord>(
		collection,
		(script) => ({
			id: script.id,
			name: script.name,
			category: categoryOf(script.categoryId),
			filename: script.name,
			info: text(script.info),
			notes: text(script.notes),
			priority: PRIORITIES[text(script.priority)] ?? 'After',
			parameters: Object.fromEntries(PARAMETERS.map((name) => [name, text(script[name])])),
			os_requirements: text(script.osRequirements),
			script_contents: text(script.scriptContents),
			script_contents_encoded: Buffer.from(text(script.scriptContents)).toString('base64'),
		}),
		(object) => ({
			name: text(object.name),
			info: text(object.info),
			notes: text(object.notes),
			priority: Object.keys(PRIORITIES).find((key) => PRIORITIES[key] === object.priority) ?? 'AFTER',
			categoryId: String(idOf(text(object.category))),
			...Object.fromEntries(PARAMETERS.map((name) => [name, text(parametersOf(object)[name])])),
			osRequirements: text(object.os_requirements),
			scriptContents: text(object.script_contents),
		}),
	);
}

const parametersOf = ({ parameters }: ClassicObject): ClassicObject => (isObject(parameters) ? parameters : {});
