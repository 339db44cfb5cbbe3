/** Assigns each documented operation to a resource, and names it. */

import type { ApiOperation } from './document';
import type { Overlay } from './overlay';
import type { Diagnostics } from './diagnostics';
import { camelCase, pascalCase, singularize, splitWords } from './titleCase';

/** An operation with all its versions, newest first. */
export interface AssignedOperation {
	resource: string;
	operation: string;
	versions: [ApiOperation, ...ApiOperation[]];
	/** Whether the path addresses an object of the resource: `/buildings/{id}/history`. */
	ofObject: boolean;
}

const VERBS = new Set(
	'abandon accept add close deploy disable disown download enable erase export generate initialize invalidate issue parse reclaim recalculate redeploy refresh regenerate register reinstall remove renew resend retry revoke send sync test toggle unmanage upload validate verify'.split(
		' ',
	),
);

export function assignOperations(
	operations: ApiOperation[],
	overlay: Overlay,
	isList: (operation: ApiOperation) => boolean,
	diagnostics: Diagnostics,
): AssignedOperation[] {
	const used = new Set<string>();
	const prefixes = Object.entries(overlay.resources)
		.flatMap(([resource, { paths }]) => paths.map((prefix) => ({ resource, prefix })))
		.sort((a, b) => b.prefix.length - a.prefix.length);
	const assigned = new Map<string, AssignedOperation>();
	const patched = new Set(operations.filter(({ method }) => method === 'PATCH').map(({ path }) => path));

	for (const operation of [...operations].sort((a, b) => b.version - a.version)) {
		const own = `${operation.method} ${operation.path}`;
		if (own in overlay.handledByCode) {
			used.add(own);
			continue;
		}
		const match = prefixes.find(
			({ prefix }) => operation.plainPath === prefix || operation.plainPath.startsWith(`${prefix}/`),
		);
		if (match === undefined) {
			diagnostics.add(
				`${own} is not assigned to a resource. Add its path to \`paths\` of a resource in catalogue/overlay/resources.`,
			);
			continue;
		}
		used.add(match.prefix);
		const { place = {} } = overlay.resources[match.resource] ?? {};
		const key = [own, `${operation.method} ${operation.plainPath}`].find((each) => each in place);
		if (key !== undefined) used.add(key);
		const rest = operation.plainPath.slice(match.prefix.length);
		const value = key === undefined ? deriveName(operation, rest, isList(operation), patched) : place[key];
		if (value === undefined) {
			diagnostics.add(
				`${own} needs a name in ${match.resource}. Add one to its \`place\` in catalogue/overlay/resources.`,
			);
			continue;
		}
		const name = `${match.resource}.${value}`;
		const earlier = assigned.get(name);
		const ofObject = /^\/\{/.test(rest) || match.prefix.includes('{');
		if (earlier === undefined) {
			assigned.set(name, { resource: match.resource, operation: value, versions: [operation], ofObject });
		} else if (earlier.versions.some(({ version }) => version === operation.version)) {
			diagnostics.add(
				`${own} and ${earlier.versions.map(({ path }) => path).join(', ')} would both be named ${name}. Name one of them in \`place\`.`,
			);
		} else earlier.versions.push(operation);
	}

	const keys = [
		...prefixes.map(({ prefix }) => prefix),
		...Object.keys(overlay.handledByCode),
		...Object.values(overlay.resources).flatMap(({ place = {} }) => Object.keys(place)),
	];
	for (const key of keys)
		if (!used.has(key))
			diagnostics.add(`"${key}" in the overlay does not match any documented operation. Correct or remove it.`);
	return [...assigned.values()];
}

const PLAIN: Record<string, string | undefined> = { DELETE: 'delete', GET: 'get', PATCH: 'update' };

function deriveName(
	{ method, path, body }: ApiOperation,
	rest: string,
	isList: boolean,
	patched: Set<string>,
): string | undefined {
	const segments = rest.split('/').filter((segment) => segment !== '');
	const words = segments.filter((segment) => !segment.startsWith('{'));
	const put = patched.has(path) ? 'replace' : 'update';
	if (words.length === 0) {
		if (method === 'POST') return segments.length === 0 ? 'create' : undefined;
		return method === 'PUT' ? put : isList ? 'getAll' : PLAIN[method];
	}
	const [last = '', ...before] = [...words].reverse();
	const parent = pascalCase(before.reverse().join('-'));
	if (last === 'history' && before.length === 0) return method === 'GET' ? 'getAllHistory' : 'addHistoryNote';
	if (last === 'notes' && parent === 'History') return 'addHistoryNote';
	if (last === 'delete-multiple') return parent === '' ? 'deleteMany' : `delete${parent}`;
	const [verb = '', ...what] = splitWords(last);
	if (VERBS.has(verb)) return `${verb}${parent}${pascalCase(what.join('-'))}`;
	const whole = pascalCase(words.join('-'));
	const one = segments.at(-1)?.startsWith('{') ? pascalCase(singularize(camelCase(words.join('-')))) : whole;
	if (method === 'POST')
		return `${'multipart/form-data' in (body?.content ?? {}) ? 'upload' : 'create'}${singularize(whole)}`;
	if (method === 'PUT') return `${put}${one}`;
	return isList ? `getAll${whole}` : `${PLAIN[method]}${one}`;
}
