import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { getPath } from '../parameters/propertyPath';
import type { UnreadableResponseError } from '../transport/errors/errors';
import { unexpectedResponse } from '../transport/http/responseShape';

/** Converts a response body to items: one for each entry of an array, one for an object; `{ "success": true }` for no body. */
export function toItems(body: unknown): INodeExecutionData[] {
	if (Array.isArray(body)) return body.flatMap(toItems);
	if (body === undefined || body === null) return [{ json: { success: true } }];
	return [{ json: typeof body === 'object' ? (body as IDataObject) : { data: body as string } }];
}

/** Parses text that may be JSON. Numbers and booleans remain text. */
export function parseText(text: string): unknown {
	try {
		const value = JSON.parse(text) as unknown;
		return typeof value === 'string' || (typeof value === 'object' && value !== null) ? value : text;
	} catch {
		return text;
	}
}

/** One page of a Jamf Pro list. */
export interface Page {
	totalCount: number;
	results: unknown[];
}

/** The response body as a page, or `undefined` if it is not one (jamf-behavior 3.2). */
export function asPage(body: unknown): Page | undefined {
	const { totalCount, results } = (body ?? {}) as Partial<Page>;
	return typeof totalCount === 'number' && Array.isArray(results) ? { totalCount, results } : undefined;
}

/** The error for a response that should be a list. An unexpected body must not be mistaken for an empty list. */
export function notAList(): UnreadableResponseError {
	return unexpectedResponse("The server's response is not a list.", 200);
}

/** The text at a dotted path, or empty text if there is none. */
export function valueAt(row: unknown, path: string): string {
	const value = getPath(row, path);
	return typeof value === 'object' || value === undefined ? '' : String(value);
}
