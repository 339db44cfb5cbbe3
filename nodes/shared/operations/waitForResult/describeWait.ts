import type { IDataObject } from 'n8n-workflow';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { Polled, Status } from './pollUntilFinal';

interface Wording {
	maxMs: number;
	/** What was started. */
	what: string;
	/** The operation that reads the status later. */
	later: string;
}

/** The result for each key, with a note where it is not final. */
export function describeWait<S extends IDataObject & Status>(
	{ statuses, problem }: Polled<S>,
	keys: readonly string[],
	item: ItemParameters,
	{ maxMs, what, later }: Wording,
): IDataObject[] {
	const readLater = `Read the status later with ${later}.`;
	const failure = `The status could not be read: ${problem} The ${what} was sent, so do not send it again. ${readLater}`;
	const describe = (key: string): IDataObject => {
		const status = statuses.get(key);
		if (status !== undefined && status.result !== 'pending') return status;
		if (problem !== undefined) return { ...status, result: status?.result ?? 'unknown', note: failure };
		const time = `${maxMs / 1000} seconds`;
		if (status !== undefined) return { ...status, note: `Still pending after ${time}. ${readLater}` };
		return { result: 'unknown', note: `Jamf Pro had no record of this ${what} within ${time}. ${readLater}` };
	};
	if (problem !== undefined) item.hint(failure);
	return keys.map(describe);
}
