import type { IDataObject } from 'n8n-workflow';
import { valueAt } from '../../calls/responseItems';
import type { Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { getPath } from '../../parameters/propertyPath';
import type { JamfClient } from '../../transport/client';
import { path } from '../../transport/path';
import { describeWait } from './describeWait';
import { pollUntilFinal } from './pollUntilFinal';
import { readByUuid } from './readByUuid';

const PLANS = path`/v1/managed-software-updates/plans`;

/** The request that reads the status of plans. */
export const planStatusRequirement: Requirement = {
	request: { api: 'pro', method: 'GET', path: PLANS },
	why: 'waits for the result',
};

interface PlanStatus extends IDataObject {
	/** `pending` until the device has installed the update. */
	result: 'completed' | 'failed' | 'pending';
	/** As in Jamf Pro (jamf-behavior 7.4). */
	state: string;
	errorReasons: string[];
}

/**
 * Waits until the software update plans are completed or failed, and returns what to add to the output for each. The wait itself never
 * fails: `note` says what is not known.
 *
 * @throws CancelledError when the user stops the execution
 */
export async function waitForPlans(
	jamf: JamfClient,
	planIds: readonly string[],
	item: ItemParameters,
	maxMs: number,
): Promise<IDataObject[]> {
	const read = async (client: JamfClient, ids: readonly string[]) => {
		const rows = await readByUuid(client, { path: PLANS, field: 'planUuid' }, ids);
		return new Map([...rows].map(([id, row]) => [id, toPlanStatus(row)]));
	};
	const polled = await pollUntilFinal(jamf, planIds, read, maxMs);
	return describeWait(polled, planIds, item, { maxMs, what: 'plan', later: 'Managed Software Update Plan: Get' });
}

function toPlanStatus(row: unknown): PlanStatus {
	const state = valueAt(row, 'status.state');
	const reasons = getPath(row, 'status.errorReasons');
	return { result: toResult(state), state, errorReasons: Array.isArray(reasons) ? reasons.map(String) : [] };
}

function toResult(state: string): PlanStatus['result'] {
	if (state === 'PlanCompleted') return 'completed';
	return /^Plan(Canceled|Exception|Failed)$/.test(state) ? 'failed' : 'pending';
}
