import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { getPath } from '../parameters/propertyPath';
import type { UnreadableResponseError } from '../transport/errors/errors';
import { unexpectedResponse } from '../transport/http/responseShape';

/** Turns an answer into items: an array into one each, an object into one, nothing into `{ "success": true }`. */
export function toItems(answer: unknown): INodeExecutionData[] {
	if (Array.isArray(answer)) return answer.flatMap(toItems);
	if (answer === undefined || answer === null) return [{ json: { success: true } }];
	return [{ json: typeof answer === 'object' ? (answer as IDataObject) : { data: answer as string } }];
}

/** One page of a Jamf Pro list. */
export interface Page {
	totalCount: number;
	results: unknown[];
}

/** The answer as a page, or `undefined` when it is something else (jamf-behavior 3.2). */
export function asPage(answer: unknown): Page | undefined {
	const { totalCount, results } = (answer ?? {}) as Partial<Page>;
	return typeof totalCount === 'number' && Array.isArray(results) ? { totalCount, results } : undefined;
}

/** The error of an answer that should be a list: rows that cannot be found must not look like none. */
export function notAList(): UnreadableResponseError {
	return unexpectedResponse('The answer of the server is not a list.', 200);
}

/** The text at a dotted path; empty where there is none. */
export function valueAt(row: unknown, path: string): string {
	const value = getPath(row, path);
	return typeof value === 'object' || value === undefined ? '' : String(value);
}
