import { isObject } from '../shared/parameters/propertyPath';
import type { EventRow } from './events';
import type { Sources } from './payloadFields';

type Json = Record<string, unknown>;

/** The body of a delivery: metadata of the webhook, and the event. */
export interface Payload {
	webhook: Json;
	event: Json;
}

/**
 * Converts a delivery to the same format for all versions of Jamf Pro. IDs are text, as in the Jamf Pro API. Fields that a server does not
 * send are `null`. Unknown fields are kept (jamf-behavior 6.3).
 */
export function simplify(row: EventRow, { webhook, event }: Payload): Json {
	const { subject, fields, details = {}, constants, nestedIn = '', omitted = [] } = row;
	const content = omit(event, omitted);
	const nested = content[nestedIn];
	const [inner, outer] = isObject(nested)
		? [omit(nested, omitted), omit(content, [nestedIn])]
		: splitFlat(content, fields, row.details);
	return {
		...rename(details, outer),
		event: row.value,
		time: toTime(webhook.eventTimestamp),
		webhook: { id: toText(webhook.id), name: webhook.name ?? null },
		[subject]: { ...constants, ...separateAddresses(rename(fields, inner)) },
	};
}

/** Separates the fields of the subject from the details. A field can belong to both. */
function splitFlat(content: Json, fields: Sources, details: Sources | undefined): [Json, Json] {
	if (details === undefined) return [content, {}];
	const ofSubject = new Set(Object.values(fields).flat());
	const ofDetails = new Set(Object.values(details).flat());
	const entries = Object.entries(content);
	return [
		Object.fromEntries(entries.filter(([name]) => ofSubject.has(name))),
		Object.fromEntries(entries.filter(([name]) => !ofSubject.has(name) || ofDetails.has(name))),
	];
}

function rename(sources: Sources, content: Json): Json {
	const used = new Set<string>();
	const known = Object.entries(sources).map(([name, from]) => {
		const source = from.find((each) => content[each] !== undefined && content[each] !== null) ?? from[0] ?? name;
		used.add(source);
		const value = content[source] ?? null;
		return [name, isId(name) ? toText(value) : value] as const;
	});
	const others = Object.entries(content).filter(([name]) => !used.has(name));
	return Object.fromEntries([...others, ...known]);
}

function isId(name: string): boolean {
	return /^id$|Ids?$/.test(name);
}

function toText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(toText);
	return typeof value === 'number' ? String(value) : (value ?? null);
}

/** Older servers send one address of either kind. */
function separateAddresses(subject: Json): Json {
	const { reportedIpV4Address: address } = subject;
	if (typeof address !== 'string' || !address.includes(':')) return subject;
	return { ...subject, reportedIpV4Address: null, reportedIpV6Address: address };
}

function toTime(timestamp: unknown): string | null {
	const time = new Date(Number(timestamp ?? NaN));
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function omit(object: Json, names: readonly string[]): Json {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
