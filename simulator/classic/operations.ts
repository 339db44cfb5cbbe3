import type { OperationRow } from '../../nodes/shared/catalogue/types';
import type { Reply } from '../reply';
import { type ApiRequest, param } from '../request';
import type { ServerState } from '../state';
import { matcher } from './computers/lookup';
import { type ClassicResource, isKey } from './resource';
import { isObject } from '../json';
import { sameText, titlePart } from './tree';

export type Handle = (request: ApiRequest) => Reply;

/** A method and path, with its resource and handler. */
export interface Operation {
	state: ServerState;
	resource: ClassicResource;
	method: string;
	/** The segments after the type: `id`, `{id}`, `subset`, `{subset}`. */
	segments: string[];
	row: OperationRow;
}

const ALIASES: Readonly<Record<string, string>> = { userid: 'id', groupid: 'id', username: 'name', groupname: 'name' };

export const placeholder = (segment: string | undefined): string => segment?.slice(1, -1) ?? '';

/** Operations of every type: list, read, create, update, delete (jamf-behavior 5.5). */
export function ordinary({ resource, method, segments }: Operation): Handle | undefined {
	const [first = '', second, third, fourth] = segments;
	const key = ALIASES[first] ?? first;
	const name = placeholder(second);
	const target = (request: ApiRequest) => resource.find(request, key, name);
	if (segments.length === 0) return whole(resource, method);
	if (third === 'subset') {
		return (request) => resource.subset(request, target(request), param(request, placeholder(fourth)));
	}
	if (segments.length !== 2 || (method === 'GET' && !isLookup(key))) return undefined;
	if (method === 'POST') return (request) => resource.create(request);
	if (method === 'PUT') return (request) => resource.update(request, target(request));
	if (method === 'DELETE') return (request) => resource.remove(request, target(request));
	if (key === 'match') return (request) => matching(resource, request, param(request, name));
	if (FILTERS.has(key)) return (request) => filtered(resource, request, key, param(request, name));
	return (request) => resource.read(request, target(request));
}

const FIRST = 1;

function whole(resource: ClassicResource, method: string): Handle | undefined {
	const { single } = resource.type;
	if (method === 'PUT') return (request) => resource.update(request, FIRST);
	if (method === 'GET') return (request) => (single ? resource.read(request, FIRST) : resource.list(request));
	return undefined;
}

/** Lists of policies by category and by creator. */
const FILTERS = new Set(['category', 'createdBy']);

const isLookup = (key: string): boolean => key === 'match' || FILTERS.has(key) || isKey(key);

function filtered(resource: ClassicResource, request: ApiRequest, key: string, text: string): Reply {
	// jamf-behavior 11.14: an unknown creator is not rejected. Jamf Remote has created none of them.
	if (key === 'createdBy') return resource.list(request, () => !sameText(text, 'casper'));
	return resource.list(request, (object) => {
		const { category } = titlePart(object);
		if (!isObject(category)) return sameText(category, text);
		const found = resource.objects.resolve('category', category);
		return found !== undefined && [found.id, found.name].some((value) => sameText(value, text));
	});
}

function matching(resource: ClassicResource, request: ApiRequest, text: string): Reply {
	const matches = matcher(text);
	return resource.list(request, (object) => {
		const location = isObject(object.location) ? object.location : {};
		return matches({ ...location, ...titlePart(object) });
	});
}
