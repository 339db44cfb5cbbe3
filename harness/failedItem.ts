import type { IDataObject } from 'n8n-workflow';

/**
 * What a node reported for an item that failed with On Error: Continue. Some objects of Jamf have a field `error`, so only an item
 * with nothing besides an error and a hint counts.
 */
export function readFailedItem(json: IDataObject = {}): { error: string; hint: string } | undefined {
	const { error, message = '', ...others } = json;
	if (error === undefined || Object.keys(others).length > 0) return undefined;
	return { error: String(error), hint: String(message) };
}
