import {
	createLookupSource,
	type ElementRow,
	findListable,
	InputError,
	type ItemParameters,
	type JamfClient,
	readId,
	readObjects,
	readStored,
	type Requirement,
	resolveId,
	ResponseError,
	rowRequest,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';

interface Target {
	label: string;
	/** Directory users and groups only have names. */
	resource?: string;
	/** Flags of a scope that include every target of this kind, so that the server drops individual ones (jamf-behavior 11.7). */
	coveredBy?: string[];
}

const DEVICES = ['all_computers', 'all_mobile_devices'];

/** Kinds of targets by element. */
export const TARGETS: Readonly<Record<string, Target>> = {
	buildings: { label: 'Buildings', resource: 'building', coveredBy: DEVICES },
	classes: { label: 'Classes', resource: 'class' },
	computer_groups: { label: 'Computer Groups', resource: 'computerGroup', coveredBy: ['all_computers'] },
	computers: { label: 'Computers', resource: 'computer', coveredBy: ['all_computers'] },
	departments: { label: 'Departments', resource: 'department', coveredBy: DEVICES },
	ibeacons: { label: 'iBeacon Regions', resource: 'ibeacon' },
	jss_user_groups: { label: 'User Groups', resource: 'userGroup', coveredBy: ['all_jss_users'] },
	jss_users: { label: 'Users', resource: 'user', coveredBy: ['all_jss_users'] },
	mobile_device_groups: {
		label: 'Mobile Device Groups',
		resource: 'mobileDeviceGroup',
		coveredBy: ['all_mobile_devices'],
	},
	mobile_devices: { label: 'Mobile Devices', resource: 'mobileDevice', coveredBy: ['all_mobile_devices'] },
	network_segments: { label: 'Network Segments', resource: 'networkSegment' },
	user_groups: { label: 'Directory Service User Groups' },
	users: { label: 'Directory Service Users' },
};

/** The name of the parameter with the selected targets of a type: `targetComputerGroups`. */
export function selectionName(type: string): string {
	return `target_${type}`.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The lists of a scope, or of its exclusions, that can have entries. */
export function targetRows(rows: readonly ElementRow[]): ElementRow[] {
	return rows.filter(({ name, item }) => item !== undefined && Object.hasOwn(TARGETS, name));
}

/** The targets from the form: IDs, or names of directory users and groups. */
export interface Targets {
	row: ElementRow;
	element: 'id' | 'name';
	values: string[];
}

export async function readTargets(
	jamf: JamfClient,
	rows: readonly ElementRow[],
	item: ItemParameters,
): Promise<Targets> {
	const type = item.string('targetType');
	const row = targetRows(rows).find(({ name }) => name === type);
	if (row === undefined) {
		const known = targetRows(rows).map(({ name }) => name);
		throw new InputError(
			`This scope has no "${type.slice(0, 60)}".`,
			`Nothing was sent. Use one of ${known.join(', ')}.`,
		);
	}
	// Text takes precedence, also an expression that returns none: n8n then leaves out the selection.
	const text = item.strings('targets');
	const values = text.length > 0 ? text : item.strings(selectionName(type));
	if (values.length === 0)
		throw new InputError('No targets are set.', 'Nothing was sent. Select or enter at least one.');
	const mode = text.length > 0 && item.string('targetsBy') === 'name' ? 'name' : 'id';
	const listable = findTargetList(type);
	if (listable === undefined)
		return { row, element: mode, values: mode === 'id' ? values.map(normalizeNumericId) : values };
	const objects = createLookupSource(dialect, listable);
	const ids: string[] = [];
	// Sequential, because the first lookup reads the list for all others.
	for (const value of values) ids.push(await resolveId(jamf, objects, { mode, value }));
	// `07` is 7, and two names can refer to the same object.
	return { row, element: 'id', values: [...new Set(ids.map(normalizeNumericId))] };
}

/** The requests that list targets in the editor, or find them by name. */
export function listTargetLookups(item: ItemParameters): Requirement[] {
	const type = readStored(() => item.string('targetType'));
	const isText = readStored(() => item.isGiven('targets'));
	if (isText.isKnown && !isText.value) {
		const listed = type.isKnown ? findTargetList(type.value) : undefined;
		if (listed === undefined) return [];
		const why = `lists ${listed.resource.plural} in the editor`;
		return [{ request: rowRequest('classic', listed.operation), why, condition: 'unless their IDs are entered' }];
	}
	const by = readStored(() => item.string('targetsBy'));
	if (by.isKnown && by.value !== 'name') return [];
	if (!type.isKnown)
		return [{ unknown: 'Finding targets by name needs the privilege to read them. Their type is not fixed.' }];
	const listable = findTargetList(type.value);
	if (listable === undefined) return [];
	const why = `looks up ${listable.resource.plural} by name`;
	return [{ request: rowRequest('classic', listable.operation), why, isPossible: !by.isKnown }];
}

/** An ID without leading zeros. */
function normalizeNumericId(id: string): string {
	if (/^\d+$/.test(id)) return id.replace(/^0+(?=\d)/, '');
	throw new InputError(
		`"${id.slice(0, 60)}" is not a valid ID. IDs are numbers.`,
		'Nothing was sent. To use names, enter them under Targets as Text, and set Targets By to Name.',
	);
}

/** The server rejects a scope with an unknown object without naming it, so the list is used to find it. */
export async function explainUnknownTargets(jamf: JamfClient, targets: Targets, error: unknown): Promise<unknown> {
	const listable = findTargetList(targets.row.name);
	if (!(error instanceof ResponseError) || error.status !== 409 || listable === undefined) return error;
	const all = await readObjects(jamf, createLookupSource(dialect, listable), '', Infinity).catch(() => undefined);
	const known = new Set(all?.map((row) => readId(listable, row)));
	const unknown = all === undefined ? [] : targets.values.filter((id) => !known.has(id));
	if (unknown.length === 0) return error;
	return new InputError(
		`There is no ${listable.resource.noun} with the ID ${unknown.join(', ')}.`,
		'The scope was not changed. Remove the entries that do not exist, then run the workflow again.',
	);
}

function findTargetList(type: string) {
	return findListable(dialect.catalogue, TARGETS[type]?.resource ?? '');
}
