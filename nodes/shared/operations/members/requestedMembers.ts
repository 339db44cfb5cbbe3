import { normalizeKey, preferExactMatch } from '../../calls/lookupIndex';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { InputError } from '../../transport/errors/errors';
import { type Entry, type GroupKind, LIST_MODE, type MemberKey } from './groupKind';

/** The members from the form without duplicates. Looked-up members are IDs. */
export interface RequestedMembers {
	key: MemberKey;
	values: string[];
}

export async function readRequestedMembers(
	jamf: JamfClient,
	kind: GroupKind,
	item: ItemParameters,
): Promise<RequestedMembers> {
	const mode = item.string('membersBy');
	const [id] = kind.keys;
	const isListed = mode === LIST_MODE;
	const key = isListed ? id : kind.keys.find((each) => each.mode === mode);
	if (key === undefined) {
		throw new InputError(
			`Members cannot be identified by "${mode.slice(0, 60)}".`,
			`Nothing was sent. Use one of ${[LIST_MODE, ...kind.keys.map((each) => each.mode)].join(', ')}.`,
		);
	}
	const given = item.strings(isListed ? 'memberList' : 'members');
	const wrong = key === id ? given.find((value) => !/^\d+$/.test(value)) : undefined;
	if (wrong !== undefined) {
		throw new InputError(
			`"${wrong.slice(0, 60)}" is not a valid ID. IDs are numbers.`,
			'Nothing was sent. Choose how the members are identified under Members By.',
		);
	}
	const values = distinct(key === id ? given.map((value) => value.replace(/^0+(?=\d)/, '')) : given);
	if (key.lookedUp !== true || values.length === 0) return { key, values };
	const textOf = (entry: Entry) => String(entry[key.field]);
	const all = indexEntries(await kind.find(jamf, key, values), key.field);
	const found = values.map((value) => ({
		value,
		ids: preferExactMatch(all.get(normalizeKey(value)) ?? [], textOf, value).map(({ id: each }) => String(each)),
	}));
	const unknown = found.filter(({ ids }) => ids.length === 0).map(({ value }) => value);
	if (unknown.length > 0) throw unknownMembers(kind, key, unknown);
	const ambiguous = found.find(({ ids }) => ids.length > 1);
	if (ambiguous === undefined) return { key: id, values: distinct(found.flatMap(({ ids }) => ids)) };
	throw new InputError(
		`There are ${ambiguous.ids.length} ${kind.member.plural} ${describeKey(key)} "${ambiguous.value}": ID ${ambiguous.ids.join(', ID ')}.`,
		'Nothing was sent. Choose another identifier under Members By.',
	);
}

/** Removes duplicates, which the server rejects. Names that only differ in case refer to the same member. */
function distinct(values: readonly string[]): string[] {
	return [...new Map(values.map((value) => [normalizeKey(value), value])).values()];
}

/** The requested values that are members of the group, and those that are not. */
export function partitionMembers(
	members: readonly Entry[],
	{ key, values }: { key: MemberKey; values: readonly string[] },
): { inside: string[]; outside: string[] } {
	const held = new Set(members.map((member) => normalizeKey(member[key.field])));
	const isInside = (value: string) => held.has(normalizeKey(value));
	return { inside: values.filter(isInside), outside: values.filter((value) => !isInside(value)) };
}

/** Indexes entries by the value of a field, because there can be thousands of both members and devices. */
export function indexEntries(entries: readonly Entry[], field: string): Map<string, Entry[]> {
	const found = new Map<string, Entry[]>();
	for (const entry of entries) {
		const key = normalizeKey(entry[field]);
		const same = found.get(key);
		if (same === undefined) found.set(key, [entry]);
		else same.push(entry);
	}
	return found;
}

function describeKey({ mode, label }: MemberKey): string {
	return mode === 'name' ? 'named' : `with the ${/^(ID|UDID)$/.test(label) ? label : label.toLowerCase()}`;
}

export function unknownMembers({ member }: GroupKind, key: MemberKey, unknown: readonly string[]): InputError {
	return new InputError(
		`There is no ${member.noun} ${describeKey(key)} ${unknown.map((value) => `"${value.slice(0, 60)}"`).join(', ')}.`,
		'The group was not changed. Remove the entries that do not exist, then run the workflow again.',
	);
}
