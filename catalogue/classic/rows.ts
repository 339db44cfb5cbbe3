/** The rows of one resource, expanded from its line in the overlay. */

import type {
	BodyRow,
	ListRow,
	ObjectsRow,
	OperationRow,
	ParameterRow,
	ResourceRow,
	RowMethod,
} from '../../nodes/shared/catalogue/types';
import { actionOf, labelOf, type Subject } from '../names';
import { hasEnded } from './ended';
import { withoutGaps } from '../traits';
import { camel, pluralOf, sentence, title } from '../words';
import type { ClassicOperationOverlay, ClassicOverlay, ClassicResourceOverlay } from './overlay';

interface Ordinary {
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

/** What the ordinary operations are: `id/0` lets the server give the ID (facts 5.1). */
function ordinary({ path, id = 'id', does = 'getAll get create update delete' }: ClassicResourceOverlay) {
	const one = `/${path}/${id}`;
	const object: Record<string, Ordinary> = {
		getAll: { method: 'GET', path: `/${path}` },
		get: { method: 'GET', path: `${one}/{id}` },
		create: { method: 'POST', path: `${one}/0` },
		update: { method: 'PUT', path: `${one}/{id}` },
		delete: { method: 'DELETE', path: `${one}/{id}` },
	};
	const settings: Record<string, Ordinary> = {
		get: { method: 'GET', path: `/${path}` },
		update: { method: 'PUT', path: `/${path}` },
	};
	if (does === 'settings') return settings;
	return Object.fromEntries(Object.entries(object).filter(([value]) => does.split(' ').includes(value)));
}

export function objectsOf(resource: ClassicResourceOverlay): ObjectsRow | undefined {
	const { by = {}, does, id = 'id', objects, path } = resource;
	const listed = 'getAll' in ordinary(resource) && does !== 'getAll' && id !== '';
	if (objects === undefined && !listed) return undefined;
	const paths = Object.fromEntries(Object.entries(by).map(([mode, segment]) => [mode, `/${path}/${segment}/{id}`]));
	return withoutGaps<ObjectsRow>({
		titleField: 'name',
		paths: Object.keys(paths).length > 0 ? paths : undefined,
		...objects,
	});
}

export function resourceRow(value: string, resource: ClassicResourceOverlay, overlay: ClassicOverlay): ResourceRow {
	const { name, article, does, operations: curated = {}, root } = resource;
	const noun = resource.noun ?? sentence(overlay.words, name);
	const single = does === 'settings';
	const subject: Subject = {
		name,
		noun,
		plural: resource.plural ?? (single ? noun : pluralOf(noun)),
		single,
		bare: article === false,
	};
	const usual = ordinary(resource);
	const operations = [...new Set([...Object.keys(usual), ...Object.keys(curated)])]
		.sort()
		.map((each) => operationRow(each, usual[each], curated[each] ?? {}, { value, resource, overlay, subject }));
	const retired = retiredRows(value, resource, overlay);
	return withoutGaps<ResourceRow>({
		value,
		name,
		noun: subject.noun,
		plural: subject.plural,
		objects: objectsOf(resource),
		root,
		operations: [...operations, ...retired].sort((a, b) => (a.value < b.value ? -1 : 1)),
	});
}

/** A path with the name of the command goes before the one that takes any, so that it can be told what replaced it. */
function retiredRows(owner: string, resource: ClassicResourceOverlay, overlay: ClassicOverlay): OperationRow[] {
	const { routes, commands } = resource.retired ?? { routes: [], commands: {} };
	return Object.entries(commands).map(([command, { removed, replacedBy }]) => {
		const [newest, ...others] = routes.map((each) => {
			const [method, path] = each.replace('{command}', command).split(' ') as [RowMethod, string];
			return { method, path, deprecated: '' };
		});
		if (newest === undefined) throw new Error(`The retired command ${command} has no route.`);
		const name = title(overlay.words, command);
		const action = `Send the retired command ${name}`;
		return {
			value: camel(command),
			name,
			action,
			routes: [newest, ...others],
			path: pathParameters(newest.path, owner, resource, overlay, {}),
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

function operationRow(
	value: string,
	usual: Ordinary | undefined,
	curated: ClassicOperationOverlay,
	{ value: owner, resource, overlay, subject }: Context,
): OperationRow {
	const { words } = overlay;
	const [method, path] = (curated.route?.split(' ') ?? [usual?.method, usual?.path]) as [RowMethod, string];
	const texts = { label: curated.label, action: curated.action };
	const name = labelOf(words, value, texts);
	const ofObject = curated.ofObject ?? path.includes('{id}');
	const parameters = pathParameters(path, owner, resource, overlay, curated);
	const privileges = curated.privileges ?? nouns(resource)?.map((noun) => `${VERBS[method]} ${noun}`);
	const deprecated = curated.deprecated ?? resource.deprecated;
	return withoutGaps<OperationRow>({
		value,
		name,
		action: actionOf(words, value, name, subject, ofObject, texts),
		description: curated.description,
		routes: [withoutGaps({ method, path, privileges, deprecated })],
		path: parameters.length > 0 ? parameters : undefined,
		query: curated.query,
		list: listOf(value, curated, resource),
		body: curated.body ?? (usual && bodyOf(value, overlay.elements[owner])),
		root: curated.root,
		xml: resource.xml?.split(' ').includes(value) ? true : undefined,
		subsets: curated.subsets ?? (value === 'get' ? resource.subsets : undefined),
		answer: curated.answer ?? (value === 'delete' ? 'nothing' : undefined),
		simplify: curated.simplify,
		deprecated,
		replacedBy: curated.replacedBy,
		hidden: curated.hidden ?? (hasEnded(deprecated, curated.replacedBy) || undefined),
		destructive: curated.destructive,
	});
}

/** A PUT leaves alone what it does not say, but for the inside of a scope (facts 5.2). */
function bodyOf(value: string, elements: ClassicOverlay['elements'][string] | undefined): BodyRow | undefined {
	if (value !== 'update') return value === 'create' ? {} : undefined;
	const keeps = typeof elements === 'object' && 'scope' in elements ? 'scope' : undefined;
	return withoutGaps<BodyRow>({ partial: true, keeps });
}

function listOf(
	value: string,
	{ list }: ClassicOperationOverlay,
	resource: ClassicResourceOverlay,
): ListRow | undefined {
	const field = list ?? (value === 'getAll' ? (resource.list ?? `${resource.root}s`) : undefined);
	return field === undefined ? undefined : { kind: 'field', field };
}

function nouns({ privileges }: ClassicResourceOverlay): string[] | undefined {
	return typeof privileges === 'string' ? [privileges] : privileges;
}

function pathParameters(
	path: string,
	owner: string,
	{ of }: ClassicResourceOverlay,
	{ resources, parameters, words }: ClassicOverlay,
	curated: ClassicOperationOverlay,
): ParameterRow[] {
	return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => {
		const target = of ?? owner;
		const objects = name === 'id' ? resources[target] : undefined;
		const known = objects !== undefined && objectsOf(objects) !== undefined;
		const as = camel(name);
		return withoutGaps<ParameterRow>({
			name,
			as: as === name ? undefined : as,
			label: known ? objects.name : title(words, name),
			type: 'string',
			of: known ? target : undefined,
			...parameters[name],
			...curated.path?.[name],
		});
	});
}
