import { InputError, JamfError } from '../../../shared/operations/kit';
import type { Scope } from './scopedResources';
import type { Targets } from './targets';

type Entry = Record<string, unknown>;

export interface Change {
	part: 'exclusions' | 'targets';
	action: 'add' | 'remove';
	targets: Targets;
}

/** The scope after a change, and which targets it concerns. */
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

/** @throws JamfError when the scope that is read again lacks something that it must have */
export function verifyScope(before: Scope, after: Scope, change: Change): void {
	const { action, targets } = change;
	const held = new Set(entriesOf(after, change).map((entry) => keyOf(entry[targets.element])));
	const wrong = targets.values.filter((value) => held.has(keyOf(value)) !== (action === 'add'));
	if (wrong.length > 0) {
		throw new JamfError(
			'NOT_APPLIED',
			`Jamf accepted the scope, but it ${action === 'add' ? 'does not have' : 'still has'} ${wrong.map((value) => `"${value}"`).join(', ')}.`,
			'Read the object: somebody else may have changed it at the same time, or the server left the target out.',
		);
	}
	const removed = action === 'remove' ? changeScope(before, change).scope : before;
	const there = new Set(keysIn(after));
	const lost = keysIn(removed).filter((key) => !there.has(key));
	if (lost.length === 0) return;
	throw new JamfError(
		'SCOPE_CHANGED',
		`The scope lost ${lost.slice(0, 5).join(', ')} while it was written.`,
		'Somebody else changed it at the same time. Read the object, and put back what is missing.',
	);
}

/** Further parts, under those that the server tells. @throws InputError when it is no object */
export function mergeKeptParts(scope: Scope, kept: unknown): Scope {
	if (kept === undefined) return scope;
	if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) {
		throw new InputError('Keep must be an object.', 'Nothing was sent. Give parts of the scope, as Get returns them.');
	}
	const { exclusions, ...targets } = kept as Scope;
	const excluded = { ...(exclusions as Scope | undefined), ...(scope.exclusions as Scope | undefined) };
	return { ...targets, ...scope, ...(Object.keys(excluded).length > 0 && { exclusions: excluded }) };
}

function entriesOf(scope: Scope, { part, targets }: Change): Entry[] {
	const from = part === 'targets' ? scope : ((scope.exclusions ?? {}) as Scope);
	const entries = from[targets.row.name];
	return Array.isArray(entries) ? (entries as Entry[]) : [];
}

/** Every entry of every list, by its place and ID. */
function keysIn(scope: Scope, place = ''): string[] {
	return Object.entries(scope).flatMap(([name, value]) => {
		if (Array.isArray(value)) {
			return value.map((entry: unknown) => {
				const { id, name: title } = (typeof entry === 'object' && entry !== null ? entry : { id: entry }) as Entry;
				return `${place}${name} ${keyOf(id ?? title)}`;
			});
		}
		return typeof value === 'object' && value !== null ? keysIn(value as Scope, `${place}${name}.`) : [];
	});
}

function keyOf(value: unknown): string {
	return String(value ?? '').toLowerCase();
}
