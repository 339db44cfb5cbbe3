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

/** Members as the form names them, each once. What is looked up is an ID from then on. */
interface Wanted {
	way: MemberKey;
	values: string[];
}

export async function readRequestedMembers(jamf: JamfClient, kind: GroupType, item: ItemParameters): Promise<Wanted> {
	const mode = item.string('membersBy');
	const way = kind.memberKeys.find((each) => each.mode === mode);
	const id = kind.memberKeys.find((each) => each.mode === 'id');
	if (way === undefined || id === undefined) {
		throw new InputError(
			`Members cannot be named by "${mode.slice(0, 60)}".`,
			`Use one of ${kind.memberKeys.map((each) => each.mode).join(', ')}.`,
		);
	}
	const given = item.strings('members');
	const wrong = way.mode === 'id' ? given.find((value) => !/^\d+$/.test(value)) : undefined;
	if (wrong !== undefined) {
		throw new InputError(`"${wrong.slice(0, 60)}" is no ID: IDs are numbers.`, 'Choose another way under Members By.');
	}
	const values = distinct(way.mode === 'id' ? given.map((value) => value.replace(/^0+(?=\d)/, '')) : given);
	if (way.lookedUp !== true || values.length === 0) return { way, values };
	const textOf = (entry: Entry) => String(entry[way.element]);
	const all = byValue(await readAll(jamf, kind), way.element);
	const found = values.map((value) => ({
		value,
		ids: preferExactMatch(all.get(normalizeKey(value)) ?? [], textOf, value).map(({ id: each }) => String(each)),
	}));
	const unknown = found.filter(({ ids }) => ids.length === 0).map(({ value }) => value);
	if (unknown.length > 0) throw unknownMembers(kind, way, unknown);
	const ambiguous = found.find(({ ids }) => ids.length > 1);
	if (ambiguous === undefined) return { way: id, values: distinct(found.flatMap(({ ids }) => ids)) };
	throw new InputError(
		`${ambiguous.ids.length} ${kind.members.resource.plural} are ${howOf(way)} "${ambiguous.value}": ID ${ambiguous.ids.join(', ID ')}.`,
		'Nothing was sent. Choose another way under Members By.',
	);
}

/** Upper and lower case name the same member, which the server would refuse to take twice. */
function distinct(values: readonly string[]): string[] {
	return [...new Map(values.map((value) => [normalizeKey(value), value])).values()];
}

/** The members among the wanted, and the wanted that are none. */
export function partitionMembers(
	members: readonly Entry[],
	{ way, values }: Wanted,
): { inside: string[]; outside: string[] } {
	const held = new Set(members.map((member) => normalizeKey(member[way.element])));
	const isInside = (value: string) => held.has(normalizeKey(value));
	return { inside: values.filter(isInside), outside: values.filter((value) => !isInside(value)) };
}

/** Entries of the XML. */
export function toEntries({ element, mode }: MemberKey, values: readonly string[]): Entry[] {
	return values.map((value) => ({ [element]: mode === 'id' ? Number(value) : value }));
}

/** The server refuses all when it does not know one, and does not say which (jamf-behavior 5.8). */
export async function explainUnknownMembers(
	jamf: JamfClient,
	kind: GroupType,
	wanted: Wanted,
	error: unknown,
): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.status !== 409) return error;
	const all = await readAll(jamf, kind).catch(() => undefined);
	if (all === undefined) return error;
	const known = byValue(all, wanted.way.element);
	const unknown = wanted.values.filter((value) => !known.has(normalizeKey(value)));
	return unknown.length === 0 ? error : unknownMembers(kind, wanted.way, unknown);
}

async function readAll(jamf: JamfClient, { members }: GroupType): Promise<Entry[]> {
	const { all, resource } = members;
	const path = fillPath(all.routes[0].path, []);
	const request = { api: dialect.api, path, limit: Infinity, ...dialect.decoderFor(all, resource) };
	return (await readList(jamf, all.list ?? { kind: 'array' }, request)) as Entry[];
}

/** Entries by what an element says: ten thousand members among as many devices must not be compared one by one. */
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

function howOf({ mode, label }: MemberKey): string {
	return mode === 'name' ? 'named' : `with the ${/^(ID|UDID)$/.test(label) ? label : label.toLowerCase()}`;
}

function unknownMembers({ members }: GroupType, way: MemberKey, unknown: readonly string[]): InputError {
	return new InputError(
		`There is no ${members.resource.noun} ${howOf(way)} ${unknown.map((value) => `"${value.slice(0, 60)}"`).join(', ')}.`,
		'The group was not changed. Remove what does not exist, and run again.',
	);
}
