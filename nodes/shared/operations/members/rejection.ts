import { normalizeKey } from '../../calls/lookupIndex';
import type { JamfClient } from '../../transport/client';
import { ResponseError } from '../../transport/errors/errors';
import type { Entry, GroupKind, MemberKey } from './groupKind';
import { indexEntries, type RequestedMembers, unknownMembers } from './requestedMembers';

/** How many unmanaged devices an error names. */
const MAX_LISTED = 20;

interface Rejection {
	/** The requested members that are unmanaged, if that is why the server rejected the change. */
	unmanaged: Entry[];
	/** An error that names them, or the members that do not exist. */
	error: unknown;
}

/**
 * The server rejects all members if one is unknown or unmanaged, and does not say which, or only gives IDs (jamf-behavior 5.8). The members
 * are looked up to name them.
 */
export async function explainRejection(
	jamf: JamfClient,
	kind: GroupKind,
	{ key, values }: RequestedMembers,
	error: unknown,
): Promise<Rejection> {
	const unexplained = { unmanaged: [], error };
	if (!(error instanceof ResponseError) || ![400, 409].includes(error.status) || values.length === 0)
		return unexplained;
	const found = await kind.find(jamf, key, values).catch(() => undefined);
	if (found === undefined) return unexplained;
	const isNamed = /\bunmanaged\b/i.test(error.serverMessage);
	const known = indexEntries(found, key.field);
	const unknown = values.filter((value) => !known.has(normalizeKey(value)));
	if (!isNamed && unknown.length > 0) return { unmanaged: [], error: unknownMembers(kind, key, unknown) };
	// The Classic API says that members are unmanaged. The Jamf Pro API is not known to.
	if (!isNamed && error.status !== 400) return unexplained;
	// The error has at most the first IDs of a long list, so the requested members that are unmanaged are named as well.
	const ids = new Set(isNamed ? /group:(.*)/i.exec(error.serverMessage)?.[1]?.match(/\d+/g) : []);
	const flagged = new Set(selectUnmanaged(found, key, values));
	const unmanaged = found.filter((entry) => flagged.has(entry) || ids.has(String(entry.id)));
	if (unmanaged.length === 0) return unexplained;
	const { noun, plural } = kind.member;
	const message = `Unmanaged ${plural} cannot be added to a static group: ${listNames(unmanaged)}.`;
	const hint = `The group was not changed. Leave out each unmanaged ${noun}, for example with the option ${leaveOutLabel(kind)}, or enroll it again so that Jamf Pro manages it, then run the workflow again.`;
	return { unmanaged, error: error.reworded(error.code, message, hint) };
}

/** The entries with these identifiers that are unmanaged. */
export function selectUnmanaged(entries: readonly Entry[], key: MemberKey, values: readonly string[]): Entry[] {
	const requested = new Set(values.map(normalizeKey));
	return entries.filter((entry) => entry.managed === false && requested.has(normalizeKey(entry[key.field])));
}

export function listNames(entries: readonly Entry[]): string {
	const named = entries.map(({ id, name }) => `"${String(name)}" (ID ${String(id)})`);
	const others = named.length > MAX_LISTED ? ` and ${named.length - MAX_LISTED} others` : '';
	return named.slice(0, MAX_LISTED).join(', ') + others;
}

export function leaveOutLabel({ member: { plural } }: GroupKind): string {
	return `Leave Out Unmanaged ${plural.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())}`;
}
