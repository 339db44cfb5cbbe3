import { type ElementRow, InputError, JamfError } from '../../../shared/operations/kit';
import type { Scope } from './scopedResources';
import type { Targets } from './targets';

type Entry = Record<string, unknown>;

export interface Change {
	part: 'exclusions' | 'targets';
	action: 'add' | 'remove';
	targets: Targets;
}

/** Applies a change to a scope. Returns the new scope, and the targets that changed and those that did not. */
export function changeScope(scope: Scope, change: Change): { scope: Scope; changed: string[]; unchanged: string[] } {
	const { action, targets } = change;
	const { element, row, values } = targets;
	const entries = entriesOf(scope, change);
	const inside = new Set(entries.map((entry) => keyOf(entry[element])));
	const isInside = (value: string) => inside.has(keyOf(value));
	const changed = values.filter((value) => isInside(value) === (action === 'remove'));
	const gone = new Set(changed.map(keyOf));
	const after =
		action === 'add'
			? [...entries, ...changed.map((value) => ({ [element]: element === 'id' ? Number(value) : value }))]
			: entries.filter((entry) => !gone.has(keyOf(entry[element])));
	const unchanged = values.filter((value) => !changed.includes(value));
	if (change.part === 'targets') return { scope: { ...scope, [row.name]: after }, changed, unchanged };
	const exclusions = { ...(scope.exclusions as Scope | undefined), [row.name]: after };
	return { scope: { ...scope, exclusions }, changed, unchanged };
}

/**
 * Compares the scope that was read after a write with the one before.
 *
 * @param after the scope with the parts that Jamf does not return
 * @param readable without them
 * @returns whether the change was verified: not if Jamf does not return the list that was changed
 * @throws JamfError when the scope lacks the change or any previous entry
 */
export function verifyScope(
	before: Scope,
	after: Scope,
	change: Change,
	rows: readonly ElementRow[],
	readable = after,
): boolean {
	const { action, targets } = change;
	const isReadable = findEntries(readable, change) !== undefined;
	const held = new Set(entriesOf(readable, change).map((entry) => keyOf(entry[targets.element])));
	const isWrong = (value: string) => held.has(keyOf(value)) !== (action === 'add');
	const wrong = isReadable ? targets.values.filter(isWrong) : [];
	if (wrong.length > 0) {
		throw new JamfError(
			'NOT_APPLIED',
			`Jamf accepted the scope, but it ${action === 'add' ? 'does not have' : 'still has'} ${wrong.map((value) => `"${value}"`).join(', ')}.`,
			'Read the object: someone else may have changed it at the same time, or the server ignored the target.',
		);
	}
	const removed = action === 'remove' ? changeScope(before, change).scope : before;
	const there = new Set(keysIn(after, rows));
	const lost = keysIn(removed, rows).filter((key) => !there.has(key));
	if (lost.length === 0) return isReadable;
	throw new JamfError(
		'SCOPE_CHANGED',
		`The scope lost ${lost.slice(0, 5).join(', ')} while it was written.`,
		'Someone else may have changed it at the same time. Read the object and add the missing entries.',
	);
}

/** Adds the parts that Jamf does not return. Returned parts take precedence. @throws InputError when they are not an object */
export function mergeUnreadableParts(scope: Scope, kept: unknown): Scope {
	if (kept === undefined) return scope;
	if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) {
		throw new InputError(
			'Unreadable Parts must be an object.',
			'Nothing was sent. Use parts of a scope in the format that Get returns.',
		);
	}
	const { exclusions, ...targets } = kept as Scope;
	const excluded = { ...(exclusions as Scope | undefined), ...(scope.exclusions as Scope | undefined) };
	return { ...targets, ...scope, ...(Object.keys(excluded).length > 0 && { exclusions: excluded }) };
}

function entriesOf(scope: Scope, change: Change): Entry[] {
	return findEntries(scope, change) ?? [];
}

function findEntries(scope: Scope, { part, targets }: Change): Entry[] | undefined {
	const from = part === 'targets' ? scope : ((scope.exclusions ?? {}) as Scope);
	const entries = from[targets.row.name];
	return Array.isArray(entries) ? (entries as Entry[]) : undefined;
}

/** Every entry of every writable list, as its path and its ID, or its name where the server matches by name. */
function keysIn(scope: Scope, rows: readonly ElementRow[], path = ''): string[] {
	return Object.entries(scope).flatMap(([name, value]) => {
		const row = rows.find((each) => each.name === name);
		if (row?.readOnly === true) return [];
		const isByName = row?.of?.some((inner) => inner.name === 'id' && inner.readOnly === true) === true;
		if (Array.isArray(value)) {
			return value.map((entry: unknown) => {
				const { id, name: title } = (typeof entry === 'object' && entry !== null ? entry : { id: entry }) as Entry;
				return `${path}${name} ${keyOf(isByName ? title : (id ?? title))}`;
			});
		}
		return typeof value === 'object' && value !== null ? keysIn(value as Scope, row?.of ?? [], `${path}${name}.`) : [];
	});
}

function keyOf(value: unknown): string {
	return String(value ?? '').toLowerCase();
}
