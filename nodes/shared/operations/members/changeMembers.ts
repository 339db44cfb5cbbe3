import { normalizeKey } from '../../calls/lookupIndex';
import { settle } from '../../calls/settle';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { CancelledError, JamfError } from '../../transport/errors/errors';
import { pause } from '../../transport/http/deadline';
import type { Entry, Group, GroupKind, MemberChange, MemberKey } from './groupKind';
import { explainRejection, listNames, selectUnmanaged } from './rejection';
import { partitionMembers } from './requestedMembers';

/** A change is not immediately visible on every node of the cluster (jamf-behavior 2.2). */
const RETRIES_MS = [250, 1_000, 3_000];
/** How many members an error lists. */
const MAX_LISTED = 20;

/** The members to add, and the write that also does the rest. `undefined` if there is nothing to write. */
interface Plan {
	key: MemberKey;
	add: readonly string[];
	build: (add: readonly string[]) => MemberChange | undefined;
}

interface Changed {
	added: readonly string[];
	/** Unmanaged devices that were not added. */
	leftOut: Entry[];
}

/** Writes members and reads them back. By option, unmanaged devices are left out. */
export async function changeMembers(
	jamf: JamfClient,
	kind: GroupKind,
	item: ItemParameters,
	group: Group,
	{ key, add: given, build }: Plan,
): Promise<Changed> {
	const leavesOut = kind.areDevices && item.boolean('options.leaveOutUnmanaged');
	const leftOut: Entry[] = [];
	let add = given;
	const leaveOut = (entries: readonly Entry[]) => {
		const refused = new Set(entries.map((entry) => normalizeKey(entry[key.field])));
		leftOut.push(...entries.map(({ id, name }) => ({ id: String(id), name: String(name) })));
		add = add.filter((value) => !refused.has(normalizeKey(value)));
	};
	if (leavesOut && add.length > 0) leaveOut(selectUnmanaged(await kind.find(jamf, key, add), key, add));
	for (;;) {
		const change = build(add);
		if (change === undefined) break;
		const rejected = await writeChange(jamf, kind, item, group, change).then(
			() => undefined,
			async (error: unknown) => await explainRejection(jamf, kind, { key, values: [...add] }, error),
		);
		if (rejected === undefined) break;
		const before = add.length;
		if (leavesOut) leaveOut(rejected.unmanaged);
		if (add.length === before) throw rejected.error;
	}
	if (leftOut.length > 0) item.hint(`Unmanaged ${kind.member.plural} were left out: ${listNames(leftOut)}.`);
	return { added: add, leftOut };
}

/** Writes a change and reads the group back, which also settles a write whose outcome is unknown. */
async function writeChange(
	jamf: JamfClient,
	kind: GroupKind,
	item: ItemParameters,
	group: Group,
	change: MemberChange,
): Promise<void> {
	const { isVerified } = await settle(
		item,
		async () => {
			await kind.write(jamf, group, change);
			return { isVerified: false };
		},
		async () => ((await findUnchanged(jamf, kind, group, change)).length === 0 ? { isVerified: true } : undefined),
	);
	if (isVerified) return;
	const done = 'Jamf accepted the change: check the members of the group.';
	const read = async () =>
		await findUnchanged(jamf, kind, group, change).catch((error: unknown) => {
			throw error instanceof JamfError ? error.withOutcome(done) : error;
		});
	let left = await read();
	for (const delay of RETRIES_MS) {
		if (left.length === 0) return;
		if (!(await pause(delay, jamf.session.signal))) throw new CancelledError().withOutcome(done);
		left = await read();
	}
	if (left.length > 0) throw await describeUnchanged(jamf, kind, group, change, left);
}

/** The values of a change that the group does not have as requested. */
async function findUnchanged(
	jamf: JamfClient,
	kind: GroupKind,
	group: Group,
	{ key, add, remove }: MemberChange,
): Promise<string[]> {
	const { members } = await kind.read(jamf, group.id);
	const { outside } = partitionMembers(members, { key, values: add });
	return [...outside, ...partitionMembers(members, { key, values: remove }).inside];
}

async function describeUnchanged(
	jamf: JamfClient,
	{ find, member: { noun, plural } }: GroupKind,
	{ id, name }: Group,
	{ key, add }: MemberChange,
	left: readonly string[],
): Promise<JamfError> {
	const missing = left.filter((value) => add.includes(value));
	const found = missing.length === 0 ? [] : await find(jamf, key, missing).catch(() => []);
	const unmanaged = selectUnmanaged(found, key, missing);
	const others = left.length > MAX_LISTED ? ` and ${left.length - MAX_LISTED} others` : '';
	const listed = left.slice(0, MAX_LISTED).join(', ') + others;
	const reason =
		unmanaged.length === 0
			? `Check that nothing else changes the group, and that each ${noun} exists.`
			: `Unmanaged ${plural} cannot be added to a static group: ${listNames(unmanaged)}. Leave them out.`;
	return new JamfError(
		'NOT_APPLIED',
		`Jamf accepted the change of the group "${name}" (ID ${id}) but did not carry it out for ${left.length} ${left.length === 1 ? noun : plural}: ${key.label} ${listed}.`,
		`The rest was changed. ${reason}`,
	);
}
