import type { WireElement } from './wire';
import { conflict } from '../failure';
import { isObject } from '../json';
import type { ClassicObject, ClassicValue } from './tree';

/** The object that an entry such as `{ id }` or `{ name }` refers to, flat; `undefined` if there is none. */
export type Resolve = (root: string, entry: ClassicObject) => ClassicObject | undefined;

interface Pass {
	isType: (root: string) => boolean;
	/** The stored entry; `undefined` omits it. */
	entry: (root: string, entry: ClassicObject, row: WireElement, path: string) => ClassicObject | undefined;
	/** Paths where a category is only a name. */
	category?: (name: string) => void;
}

/** Names of users and groups in a directory service, which are not objects of the server. */
const DIRECTORY_NAMES = /(^|\.)(limit_to_users|limitations|exclusions)\.(users|user_groups)$/;
const NOTHING: Readonly<Record<string, string>> = { site: 'None', category: 'No category assigned' };

const noCategory = () => conflict('No match for category');

/** For writes: adds the ID and name to every entry; one unknown entry rejects all (jamf-behavior 5.6). */
export const resolved = (
	object: ClassicObject,
	rows: readonly WireElement[],
	isType: Pass['isType'],
	resolve: Resolve,
): ClassicObject =>
	walk(object, rows, '', {
		isType,
		entry: (root, entry, row, path) => {
			const found = resolve(root, entry);
			if (!found) throw root === 'category' ? noCategory() : unmatched(root, row, path);
			return { ...entry, id: found.id, name: found.name };
		},
		category: (name) => {
			const known = [NOTHING.category, 'None', ''].includes(name) || resolve('category', { name }) !== undefined;
			if (!known) throw noCategory();
		},
	});

/** jamf-behavior 11.10: the error names the kind of the object, and whether it is excluded. */
function unmatched(root: string, { name }: WireElement, path: string) {
	const kind = name.startsWith('jss_') ? name.replace(/s$/, '') : root;
	const isExcluded = path.startsWith('scope.exclusions.');
	return conflict(`Unable to match ${isExcluded ? 'excluded ' : ''}${kind.replace(/_/g, ' ')}`);
}

/**
 * For reads: current names and other elements. Deleted objects are omitted, except from scopes, which keep the reference (jamf-behavior
 * 11.7).
 */
export const completed = (
	object: ClassicObject,
	rows: readonly WireElement[],
	isType: Pass['isType'],
	resolve: Resolve,
): ClassicObject =>
	walk(object, rows, '', {
		isType,
		entry: (root, entry, row, path) => {
			const found = resolve(root, entry);
			if (!found && path.startsWith('scope.') && entry.name !== undefined) return entry;
			const shown = (row.of ?? []).map(({ name }) => [
				name,
				name === 'name' ? found?.[name] : (entry[name] ?? found?.[name]),
			]);
			return found && { ...entry, ...(Object.fromEntries(shown) as ClassicObject) };
		},
	});

function walk(object: ClassicObject, rows: readonly WireElement[], above: string, pass: Pass): ClassicObject {
	const changed: ClassicObject = {};
	for (const row of rows) {
		const value = object[row.name];
		if (row.name === 'category' && !row.of && typeof value === 'string') pass.category?.(value);
		if (value === undefined || value === null || !row.of) continue;
		const path = above === '' ? row.name : `${above}.${row.name}`;
		const root = row.item ?? row.name;
		const visit = (entry: ClassicValue): ClassicValue | undefined => {
			if (!isObject(entry)) return entry;
			if (isReference(row, path) && pass.isType(root)) return reference(root, entry, row, path, pass);
			return walk(entry, row.of ?? [], path, pass);
		};
		changed[row.name] = Array.isArray(value) ? value.map(visit).filter((entry) => entry !== undefined) : visit(value);
	}
	return { ...object, ...changed };
}

function reference(
	root: string,
	entry: ClassicObject,
	row: WireElement,
	path: string,
	pass: Pass,
): ClassicObject | undefined {
	const none = NOTHING[root];
	const isNone = none !== undefined && (Number(entry.id ?? 0) < 0 || entry.name === none || entry.name === 'None');
	if (isNone || (row.item === undefined && entry.id === undefined && !entry.name)) {
		return none === undefined ? entry : { ...entry, id: -1, name: none };
	}
	const found = pass.entry(root, entry, row, path);
	return found ?? (row.item === undefined && none !== undefined ? { id: -1, name: none } : undefined);
}

const isReference = ({ of = [] }: WireElement, path: string): boolean =>
	of.some(({ name }) => name === 'id') && of.some(({ name }) => name === 'name') && !DIRECTORY_NAMES.test(path);
