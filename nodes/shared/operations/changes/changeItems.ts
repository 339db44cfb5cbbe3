import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RoundResult } from '../../changes/runRound';
import type { OutputShape } from '../../description/operation';
import { nameFlatFields } from '../../parameters/outputFields';
import type { ChangeSettings } from './settings';
import type { Source } from './source';

/** The fields of an item by default. */
export function describeOutput({ row }: Source): OutputShape {
	const device = [...nameFlatFields(row).values()].map((name): [string, OutputShape] => [
		name,
		name === 'managed' ? 'boolean' : 'string',
	]);
	return { change: 'string', id: 'string', name: 'string', serialNumber: 'string', ...Object.fromEntries(device) };
}

/** One item for each change of the selected kinds. */
export function toChangeItems({ changes, removed }: RoundResult, { emit }: ChangeSettings): INodeExecutionData[] {
	const items: IDataObject[] = [
		...changes.map(({ change, row }) => ({ change, ...(row.device as IDataObject) })),
		...removed.map(({ id, name, serialNumber }) => ({ change: 'removed', id: String(id), name, serialNumber })),
	];
	return items.filter(({ change }) => emit.has(String(change))).map((json) => ({ json }));
}

const REHASHED =
	'Output, the fields or the sections have changed since the last full comparison, so this one does not report edits in Jamf Pro. It remembers the current state, and the next one reports edits again.';

/** What users must know about a round that did not look for everything. */
export function describeOmissions(result: RoundResult): string[] {
	const refusal = describeRefusal(result);
	return [...(refusal === undefined ? [] : [refusal]), ...(result.isRehashed ? [REHASHED] : [])];
}

/** Why no removals are reported. */
function describeRefusal({ refused, known }: RoundResult): string | undefined {
	if (refused === 'incomplete') {
		return 'The list of devices changed while it was read, so no device is reported as removed. The next round compares all devices again.';
	}
	if (refused === undefined) return undefined;
	return `The server listed fewer than half of the ${known} known devices, so none is reported as removed. If the others are really gone, turn on Allow Many Removals under Options.`;
}
