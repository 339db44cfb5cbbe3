import {
	fillPath,
	InputError,
	type ItemParameters,
	type JamfClient,
	normalizeKey,
	preferExactMatch,
	readList,
	ResponseError,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import type { Entry } from './readGroup';
import type { GroupType, MemberKey } from './groupTypes';

/** How many unmanaged devices an error names. */
const MAX_LISTED = 20;

/** The members from the form without duplicates. Looked-up members are IDs. */
interface RequestedMembers {
	key: MemberKey;
	values: string[];
}

export async function readRequestedMembers(
	jamf: JamfClient,
	kind: GroupType,
	item: ItemParameters,
): Promise<RequestedMembers> {
	const mode = item.string('membersBy');
	const key = kind.memberKeys.find((each) => each.mode === mode);
	const id = kind.memberKeys.find((each) => each.mode === 'id');
	if (key === undefined || id === undefined) {
		throw new InputError(
			`Members cannot be identified by "${mode.slice(0, 60)}".`,
			`Nothing was sent. Use one of ${kind.memberKeys.map((each) => each.mode).join(', ')}.`,
		);
	}
	const given = item.strings('members');
	const wrong = key.mode === 'id' ? given.find((value) => !/^\d+$/.test(value)) : undefined;
	if (wrong !== undefined) {
		throw new InputError(
			`"${wrong.slice(0, 60)}" is not a valid ID. IDs are numbers.`,
			'Nothing was sent. Choose how the members are identified under Members By.',
		);
	}
	const values = distinct(key.mode === 'id' ? given.map((value) => value.replace(/^0+(?=\d)/, '')) : given);
	if (key.lookedUp !== true || values.length === 0) return { key, values };
	const textOf = (entry: Entry) => String(entry[key.element]);
	const all = byValue(await readAll(jamf, kind), key.element);
	const found = values.map((value) => ({
		value,
		ids: preferExactMatch(all.get(normalizeKey(value)) ?? [], textOf, value).map(({ id: each }) => String(each)),
	}));
	const unknown = found.filter(({ ids }) => ids.length === 0).map(({ value }) => value);
	if (unknown.length > 0) throw unknownMembers(kind, key, unknown);
	const ambiguous = found.find(({ ids }) => ids.length > 1);
	if (ambiguous === undefined) return { key: id, values: distinct(found.flatMap(({ ids }) => ids)) };
	throw new InputError(
		`${ambiguous.ids.length} ${kind.members.resource.plural} are ${describeKey(key)} "${ambiguous.value}": ID ${ambiguous.ids.join(', ID ')}.`,
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
	{ key, values }: RequestedMembers,
): { inside: string[]; outside: string[] } {
	const held = new Set(members.map((member) => normalizeKey(member[key.element])));
	const isInside = (value: string) => held.has(normalizeKey(value));
	return { inside: values.filter(isInside), outside: values.filter((value) => !isInside(value)) };
}

/** List entries for the body. */
export function toEntries({ element, mode }: MemberKey, values: readonly string[]): Entry[] {
	return values.map((value) => ({ [element]: mode === 'id' ? Number(value) : value }));
}

/**
 * The server rejects all members if one is unknown, without naming it, or unmanaged, with its ID only (jamf-behavior 5.8). The list of all
 * members is used to name them.
 */
export async function explainRejectedMembers(
	jamf: JamfClient,
	kind: GroupType,
	wanted: RequestedMembers,
	error: unknown,
): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.status !== 409) return error;
	const all = await readAll(jamf, kind).catch(() => undefined);
	if (all === undefined) return error;
	if (/\bunmanaged\b/i.test(error.serverMessage)) return explainUnmanaged(kind, wanted, error, all);
	const known = byValue(all, wanted.key.element);
	const unknown = wanted.values.filter((value) => !known.has(normalizeKey(value)));
	return unknown.length === 0 ? error : unknownMembers(kind, wanted.key, unknown);
}

/** The error has at most the first IDs of a long list, so the requested members that are unmanaged are named as well. */
function explainUnmanaged(
	{ members }: GroupType,
	{ key, values }: RequestedMembers,
	error: ResponseError,
	all: readonly Entry[],
): ResponseError {
	const ids = new Set(/group:(.*)/i.exec(error.serverMessage)?.[1]?.match(/\d+/g));
	const requested = new Set(values.map(normalizeKey));
	const isUnmanaged = (entry: Entry) =>
		ids.has(String(entry.id)) || (entry.managed === false && requested.has(normalizeKey(entry[key.element])));
	const named = all.filter(isUnmanaged).map(({ id, name }) => `"${String(name)}" (ID ${String(id)})`);
	if (named.length === 0) return error;
	const others = named.length > MAX_LISTED ? ` and ${named.length - MAX_LISTED} others` : '';
	const { noun, plural } = members.resource;
	return error.reworded(
		error.code,
		`Unmanaged ${plural} cannot be added to a static group: ${named.slice(0, MAX_LISTED).join(', ')}${others}.`,
		`The group was not changed. Leave out each unmanaged ${noun}, or enroll it again so that Jamf Pro manages it, then run the workflow again.`,
	);
}

async function readAll(jamf: JamfClient, { members }: GroupType): Promise<Entry[]> {
	const { all, resource } = members;
	const path = fillPath(all.routes[0].path, []);
	const request = { api: dialect.api, path, limit: Infinity, ...dialect.decoderFor(all, resource) };
	return (await readList(jamf, all.list ?? { kind: 'array' }, request)) as Entry[];
}

/** Indexes entries by the value of an element, because there can be thousands of both members and devices. */
function byValue(entries: readonly Entry[], element: string): Map<string, Entry[]> {
	const found = new Map<string, Entry[]>();
	for (const entry of entries) {
		const key = normalizeKey(entry[element]);
		const same = found.get(key);
		if (same === undefined) found.set(key, [entry]);
		else same.push(entry);
	}
	return found;
}

function describeKey({ mode, label }: MemberKey): string {
	return mode === 'name' ? 'named' : `with the ${/^(ID|UDID)$/.test(label) ? label : label.toLowerCase()}`;
}

function unknownMembers({ members }: GroupType, key: MemberKey, unknown: readonly string[]): InputError {
	return new InputError(
		`There is no ${members.resource.noun} ${describeKey(key)} ${unknown.map((value) => `"${value.slice(0, 60)}"`).join(', ')}.`,
		'The group was not changed. Remove the entries that do not exist, then run the workflow again.',
	);
}
