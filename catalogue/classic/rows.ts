/** Expands the overlay entry of a Classic resource to its rows. */

import type {
	BodyRow,
	ListRow,
	ObjectsRow,
	OperationRow,
	ParameterRow,
	ResourceRow,
	RowMethod,
} from '../../nodes/shared/catalogue/types';
import { CatalogueError } from '../diagnostics';
import { buildAction, buildLabel, type Subject } from '../names';
import { isRetired } from './retired';
import { omitEmpty } from '../traits';
import { camelCase, pluralize, sentenceCase, titleCase } from '../titleCase';
import type { ClassicOperationOverlay, ClassicOverlay, ClassicResourceOverlay } from './overlay';

interface StandardOperation {
	method: RowMethod;
	path: string;
}

const VERBS: Record<RowMethod, string> = {
	DELETE: 'Delete',
	GET: 'Read',
	PATCH: 'Update',
	POST: 'Create',
	PUT: 'Update',
};

/** The standard operations. Creating with `id/0` lets the server assign the ID (jamf-behavior 5.1). */
function standardOperations({ path, id = 'id', does = 'getAll get create update delete' }: ClassicResourceOverlay) {
	const one = `/${path}/${id}`;
	const object: Record<string, StandardOperation> = {
		getAll: { method: 'GET', path: `/${path}` },
		get: { method: 'GET', path: `${one}/{id}` },
		create: { method: 'POST', path: `${one}/0` },
		update: { method: 'PUT', path: `${one}/{id}` },
		delete: { method: 'DELETE', path: `${one}/{id}` },
	};
	const settings: Record<string, StandardOperation> = {
		get: { method: 'GET', path: `/${path}` },
		update: { method: 'PUT', path: `/${path}` },
	};
	if (does === 'settings') return settings;
	return Object.fromEntries(Object.entries(object).filter(([value]) => does.split(' ').includes(value)));
}

export function describeObjects(resource: ClassicResourceOverlay): ObjectsRow | undefined {
	const { by = {}, does, id = 'id', objects, path } = resource;
	const listed = 'getAll' in standardOperations(resource) && does !== 'getAll' && id !== '';
	if (objects === undefined && !listed) return undefined;
	const paths = Object.fromEntries(Object.entries(by).map(([mode, segment]) => [mode, `/${path}/${segment}/{id}`]));
	return omitEmpty<ObjectsRow>({
		titleField: 'name',
		paths: Object.keys(paths).length > 0 ? paths : undefined,
		...objects,
	});
}

export function buildResource(value: string, resource: ClassicResourceOverlay, overlay: ClassicOverlay): ResourceRow {
	const { name, article, does, operations: curated = {}, root } = resource;
	const noun = resource.noun ?? sentenceCase(overlay.words, name);
	const single = does === 'settings';
	const subject: Subject = {
		name,
		noun,
		plural: resource.plural ?? (single ? noun : pluralize(noun)),
		single,
		bare: article === false,
	};
	const usual = standardOperations(resource);
	const operations = [...new Set([...Object.keys(usual), ...Object.keys(curated)])]
		.sort()
		.map((each) => buildOperationRow(each, usual[each], curated[each] ?? {}, { value, resource, overlay, subject }));
	const retired = buildRetiredRows(value, resource, overlay);
	return omitEmpty<ResourceRow>({
		value,
		name,
		noun: subject.noun,
		plural: subject.plural,
		objects: describeObjects(resource),
		root,
		operations: [...operations, ...retired].sort((a, b) => (a.value < b.value ? -1 : 1)),
	});
}

/** Rows with the name of a removed command in the path, so that an error can name its successor. */
function buildRetiredRows(owner: string, resource: ClassicResourceOverlay, overlay: ClassicOverlay): OperationRow[] {
	const { routes, commands } = resource.retired ?? { routes: [], commands: {} };
	return Object.entries(commands).map(([command, { removed, replacedBy }]) => {
		const [newest, ...others] = routes.map((each) => {
			const [method, path] = each.replace('{command}', command).split(' ') as [RowMethod, string];
			return { method, path, deprecated: '' };
		});
		if (newest === undefined)
			throw new CatalogueError([`${owner}: \`retired\` needs \`routes\` for the command ${command}.`]);
		const name = titleCase(overlay.words, command);
		const action = `Send the retired command ${name}`;
		return {
			value: camelCase(command),
			name,
			action,
			routes: [newest, ...others],
			path: buildPathParameters(newest.path, owner, resource, overlay, {}),
			deprecated: '',
			replacedBy,
			removed,
			hidden: true,
		};
	});
}

interface Context {
	value: string;
	resource: ClassicResourceOverlay;
	overlay: ClassicOverlay;
	subject: Subject;
}

function buildOperationRow(
	value: string,
	usual: StandardOperation | undefined,
	curated: ClassicOperationOverlay,
	{ value: owner, resource, overlay, subject }: Context,
): OperationRow {
	const { words } = overlay;
	const [method, path] = (curated.route?.split(' ') ?? [usual?.method, usual?.path]) as [RowMethod, string];
	const texts = { label: curated.label, action: curated.action };
	const name = buildLabel(words, value, texts);
	const ofObject = curated.ofObject ?? path.includes('{id}');
	const parameters = buildPathParameters(path, owner, resource, overlay, curated);
	const privileges = curated.privileges ?? privilegeNouns(resource)?.map((noun) => `${VERBS[method]} ${noun}`);
	const deprecated = curated.deprecated ?? resource.deprecated;
	return omitEmpty<OperationRow>({
		value,
		name,
		action: buildAction(words, value, name, subject, ofObject, texts),
		description: curated.description,
		routes: [omitEmpty({ method, path, privileges, deprecated })],
		path: parameters.length > 0 ? parameters : undefined,
		query: curated.query,
		list: describeList(value, curated, resource),
		body: curated.body ?? (usual && describeBody(value, overlay.elements[owner])),
		root: curated.root,
		xml: resource.xml?.split(' ').includes(value) ? true : undefined,
		subsets: curated.subsets ?? (value === 'get' ? resource.subsets : undefined),
		answer: curated.answer ?? (value === 'delete' ? 'nothing' : undefined),
		simplify: curated.simplify,
		deprecated,
		replacedBy: curated.replacedBy,
		hidden: curated.hidden ?? (isRetired(deprecated, curated.replacedBy) || undefined),
		destructive: curated.destructive,
	});
}

/** A PUT keeps omitted elements, except inside a scope (jamf-behavior 5.2). */
function describeBody(value: string, elements: ClassicOverlay['elements'][string] | undefined): BodyRow | undefined {
	if (value !== 'update') return value === 'create' ? {} : undefined;
	const keeps = typeof elements === 'object' && 'scope' in elements ? 'scope' : undefined;
	return omitEmpty<BodyRow>({ partial: true, keeps });
}

function describeList(
	value: string,
	{ list }: ClassicOperationOverlay,
	resource: ClassicResourceOverlay,
): ListRow | undefined {
	const field = list ?? (value === 'getAll' ? (resource.list ?? `${resource.root}s`) : undefined);
	return field === undefined ? undefined : { kind: 'field', field };
}

function privilegeNouns({ privileges }: ClassicResourceOverlay): string[] | undefined {
	return typeof privileges === 'string' ? [privileges] : privileges;
}

function buildPathParameters(
	path: string,
	owner: string,
	{ of }: ClassicResourceOverlay,
	{ resources, parameters, words }: ClassicOverlay,
	curated: ClassicOperationOverlay,
): ParameterRow[] {
	return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => {
		const target = of ?? owner;
		const objects = name === 'id' ? resources[target] : undefined;
		const known = objects !== undefined && describeObjects(objects) !== undefined;
		const as = camelCase(name);
		return omitEmpty<ParameterRow>({
			name,
			as: as === name ? undefined : as,
			label: known ? objects.name : titleCase(words, name),
			type: 'string',
			of: known ? target : undefined,
			...parameters[name],
			...curated.path?.[name],
		});
	});
}
