import type { Collection } from '../collection';
import { invalidField, unknownId } from '../failure';
import type { Json, JsonObject } from '../json';
import { idOf } from '../request';
import type { Route } from '../route';
import type { NamedRecord } from '../recordTypes';
import type { ServerState } from '../state';
import type { FieldRule, FieldRules } from './recordFields';

export interface NamedResource {
	path: string;
	/** The noun of the privileges: `Read Buildings`. */
	noun: string;
	collection: Collection<NamedRecord>;
	fields: FieldRules;
	filterable: readonly string[];
	defaultSort: string;
	listPrivileges?: readonly string[];
	deletesMany?: true;
	/** Departments return `{id, href}` for a history note, the others the note. */
	noteReturnsHref?: true;
	check?: (fields: Record<string, Json>) => void;
	derived?: (record: NamedRecord) => JsonObject;
	routes?: Route[];
}

const NAME: FieldRule = { kind: 'text', required: true, fallback: null };
const OPTIONAL_TEXT: FieldRule = { kind: 'text', fallback: null };
const EMPTY_TEXT: FieldRule = { kind: 'text', fallback: '' };
const PARAMETERS = [4, 5, 6, 7, 8, 9, 10, 11].map((number) => `parameter${number}`);
const ADDRESS = ['streetAddress1', 'streetAddress2', 'city', 'stateProvince', 'zipPostalCode', 'country'];

const all = (names: readonly string[], rule: FieldRule): FieldRules =>
	Object.fromEntries(names.map((name) => [name, rule]));

export const namedResources = (state: ServerState): NamedResource[] => [
	{
		path: '/api/v1/buildings',
		noun: 'Buildings',
		collection: state.buildings,
		fields: { name: NAME, ...all(ADDRESS, OPTIONAL_TEXT) },
		filterable: ['name', ...ADDRESS],
		defaultSort: 'id:asc',
		deletesMany: true,
	},
	{
		path: '/api/v1/departments',
		noun: 'Departments',
		collection: state.departments,
		fields: { name: NAME },
		filterable: ['id', 'name'],
		defaultSort: 'id:asc',
		deletesMany: true,
		noteReturnsHref: true,
	},
	{
		path: '/api/v1/categories',
		noun: 'Categories',
		collection: state.categories,
		fields: { name: NAME, priority: { kind: 'integer', required: true, fallback: 9, least: 1, most: 20 } },
		filterable: ['name', 'priority'],
		defaultSort: 'id:asc',
		listPrivileges: ['Read Categories', 'Read Self Service'],
		deletesMany: true,
	},
	scripts(state),
];

const NO_CATEGORY = '-1'; // jamf-behavior 3.1

function scripts({ scripts: collection, categories }: ServerState): NamedResource {
	const categoryName = (id: Json | undefined) => categories.read(Number(id))?.name;
	const path = '/api/v1/scripts';
	const texts = ['info', 'notes', ...PARAMETERS, 'osRequirements', 'scriptContents'];
	return {
		path,
		noun: 'Scripts',
		collection,
		fields: {
			name: NAME,
			...all(texts, EMPTY_TEXT),
			priority: { kind: 'choice', fallback: 'AFTER', choices: ['BEFORE', 'AFTER', 'AT_REBOOT'] },
			categoryId: { kind: 'text', fallback: NO_CATEGORY },
		},
		filterable: ['id', 'name', ...texts, 'priority', 'categoryId', 'categoryName'],
		defaultSort: 'name:asc',
		check: ({ categoryId }) => {
			if (categoryId !== NO_CATEGORY && categoryName(categoryId) === undefined)
				throw invalidField('categoryId', 'no such category');
		},
		derived: ({ categoryId }) => ({ categoryName: categoryName(categoryId) ?? 'NONE' }),
		routes: [
			{
				method: 'GET',
				path: `${path}/{id}/download`,
				privileges: ['Read Scripts'],
				handle: (request) => {
					const script = collection.read(idOf(request), request.node);
					if (!script) throw unknownId(String(idOf(request)));
					return { status: 200, contentType: 'text/plain', body: String(script.scriptContents) };
				},
			},
		],
	};
}
