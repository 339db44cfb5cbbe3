import type { ElementRow, Elements } from './elements';
import type { Catalogue, FieldRow, Fields, ListRow, ObjectsRow, OperationRow, ResourceRow, RouteRow } from './types';

/** A resource whose objects can be listed, for pickers and for lookups by name. */
export interface Listable {
	resource: ResourceRow;
	objects: ObjectsRow;
	operation: OperationRow;
	list: ListRow;
}

export function findResource({ resources }: Catalogue, value: string): ResourceRow | undefined {
	return resources.find((resource) => resource.value === value);
}

export function findOperation(resource: ResourceRow | undefined, value: string): OperationRow | undefined {
	return resource?.operations.find((operation) => operation.value === value);
}

/** The fields of an operation's body, or `undefined` if none are known. */
export function findFields(fields: Fields, resource: string, operation: string): FieldRow[] | undefined {
	const entry = fields[`${resource}.${operation}`];
	const found = typeof entry === 'string' ? fields[entry] : entry;
	return typeof found === 'string' ? undefined : found;
}

/** The elements of a Classic operation: its own, or those of its resource. */
export function findElements(elements: Elements, resource: string, operation: string): ElementRow[] | undefined {
	let found = elements[`${resource}.${operation}`] ?? elements[resource];
	while (typeof found === 'string') found = elements[found];
	return found;
}

/** The list for the pickers of a resource, or `undefined` if an ID can only be typed. */
export function findListable(catalogue: Catalogue, value: string): Listable | undefined {
	const resource = findResource(catalogue, value);
	const objects = resource?.objects;
	const operation = objects && findOperation(resource, objects.operation ?? 'getAll');
	if (resource === undefined || objects === undefined || operation?.list === undefined) return undefined;
	return operation.path === undefined ? { resource, objects, operation, list: operation.list } : undefined;
}

interface FoundRoute {
	resource: ResourceRow;
	operation: OperationRow;
	route: RouteRow;
}

/** Finds the row for a request by method and path. */
export function findRoute(catalogue: Catalogue, method: string, path: string): FoundRoute | undefined {
	const segments = path.split('/');
	const candidates = routesOf(catalogue).get(`${method} ${segments.length}`) ?? [];
	let best: FoundRoute | undefined;
	for (const found of candidates) {
		if (!matchesTemplate(found.template, segments)) continue;
		// A literal segment takes precedence over a placeholder: `/v1/sites/objects` is not the site with that ID.
		if (best === undefined || countPlaceholders(found.route) < countPlaceholders(best.route)) best = found;
	}
	return best;
}

type Routes = Map<string, Array<FoundRoute & { template: string[] }>>;

/** The routes of each catalogue by method and number of segments, because a role for many workflows takes thousands of lookups. */
const routesByCatalogue = new WeakMap<Catalogue, Routes>();

function routesOf(catalogue: Catalogue): Routes {
	const known = routesByCatalogue.get(catalogue);
	if (known !== undefined) return known;
	const routes: Routes = new Map();
	for (const resource of catalogue.resources) {
		for (const operation of resource.operations) {
			for (const route of operation.routes) {
				const template = route.path.split('/');
				const key = `${route.method} ${template.length}`;
				const group = routes.get(key) ?? [];
				routes.set(key, group);
				group.push({ resource, operation, route, template });
			}
		}
	}
	routesByCatalogue.set(catalogue, routes);
	return routes;
}

/**
 * The privileges of a Classic path without a row: by name, by UDID or to a subset. They usually depend on the resource and the method only.
 * `undefined` where they do not, as for commands.
 */
export function findPrivileges({ resources }: Catalogue, method: string, path: string): string[] | undefined {
	const [, first] = path.split('/');
	const [found, ...others] = resources
		.flatMap(({ operations }) => operations.flatMap(({ routes }) => routes))
		.filter((route) => route.method === method && route.path.split('/')[1] === first);
	const isSame = others.every(({ privileges }) => privileges?.join() === found?.privileges?.join());
	return isSame ? found?.privileges : undefined;
}

/** Why the privileges of an operation are not known. */
export function findPrivilegesUnknown(
	{ privilegesUnknown = {} }: Catalogue,
	{ resource, operation }: { resource: ResourceRow; operation: OperationRow },
): string | undefined {
	return privilegesUnknown[`${resource.value}.${operation.value}`] ?? privilegesUnknown[resource.value];
}

/**
 * Describes the replacement of an operation as shown in the pickers: `Computer: Get Many in the Jamf Pro node`.
 *
 * @param own the API of the row: `computer.getAll` is in the same API, `pro computer.getAll` in the other
 */
export function findSuccessor(
	catalogues: Partial<Record<'classic' | 'pro', Catalogue>>,
	own: 'classic' | 'pro',
	{ replacedBy }: OperationRow,
): string | undefined {
	const [, other, resource = '', operation = ''] = /^(?:(pro) )?(\w+)\.(\w+)$/.exec(replacedBy ?? '') ?? [];
	if (replacedBy === undefined) return undefined;
	const catalogue = catalogues[other === undefined ? own : 'pro'];
	const successor = catalogue && findResource(catalogue, resource);
	const name = findOperation(successor, operation)?.name ?? operation;
	return `${successor?.name ?? resource}: ${name}${other === undefined || own === 'pro' ? '' : ' in the Jamf Pro node'}`;
}

function matchesTemplate(template: string[], segments: string[]): boolean {
	if (template.length !== segments.length) return false;
	return template.every((part, index) => part.startsWith('{') || part === segments[index]);
}

function countPlaceholders({ path }: RouteRow): number {
	return path.split('{').length;
}
