import type { Api } from './additions';
import type { ClassicOperationOverlay, ClassicResourceOverlay } from './classic/overlay';
import type { Diagnostics } from './diagnostics';
import type { OperationOverlay, ResourceOverlay } from './overlay';

/** All keys of a type, which the compiler checks. */
type Keys<T> = Readonly<Record<keyof T, true>>;

const OPERATION: Keys<OperationOverlay> = {
	accept: true,
	action: true,
	body: true,
	description: true,
	destructive: true,
	hidden: true,
	label: true,
	list: true,
	parameters: true,
	renamed: true,
	replacedBy: true,
	required: true,
	responseType: true,
	simplify: true,
};

const RESOURCE: Keys<ResourceOverlay> = {
	article: true,
	fields: true,
	name: true,
	noun: true,
	objects: true,
	of: true,
	operations: true,
	paths: true,
	place: true,
	plural: true,
	references: true,
	single: true,
};

const CLASSIC_OPERATION: Keys<ClassicOperationOverlay> = {
	action: true,
	body: true,
	deprecated: true,
	description: true,
	destructive: true,
	hidden: true,
	label: true,
	list: true,
	ofObject: true,
	path: true,
	privileges: true,
	query: true,
	replacedBy: true,
	responseType: true,
	root: true,
	route: true,
	simplify: true,
	subsets: true,
	undocumented: true,
};

const CLASSIC_RESOURCE: Keys<ClassicResourceOverlay> = {
	article: true,
	by: true,
	byName: true,
	deprecated: true,
	does: true,
	fields: true,
	id: true,
	list: true,
	name: true,
	noun: true,
	objects: true,
	of: true,
	operations: true,
	path: true,
	plural: true,
	privileges: true,
	privilegesUnknown: true,
	retired: true,
	root: true,
	subsets: true,
	whole: true,
	xml: true,
};

const KEYS = {
	classic: { resource: CLASSIC_RESOURCE, operation: CLASSIC_OPERATION },
	pro: { resource: RESOURCE, operation: OPERATION },
};

/** Reports keys of a resource and its operations that do not exist, such as `name` instead of `label`: they would be ignored. */
export function checkKeys(
	api: Api,
	resource: string,
	overlay: ResourceOverlay | ClassicResourceOverlay,
	diagnostics: Diagnostics,
): void {
	const keys = KEYS[api];
	check(resource, overlay, keys.resource, diagnostics);
	for (const [name, operation] of Object.entries(overlay.operations ?? {}))
		check(`${resource}.${name}`, operation as object, keys.operation, diagnostics);
}

function check(where: string, given: object, known: Readonly<Record<string, true>>, diagnostics: Diagnostics): void {
	for (const key of Object.keys(given)) {
		if (Object.hasOwn(known, key)) continue;
		const keys = Object.keys(known).join(', ');
		diagnostics.add(`The overlay of ${where} has the key "${key}", which does not exist. Keys: ${keys}.`);
	}
}
