import { Readable } from 'node:stream';
import { readBody } from '../parameters/requestBody';
import type { JamfClient } from '../transport/client';
import { readText } from '../transport/http/responseBody';
import type { FormCall } from './callOperation';
import { callWithForm } from './callWithForm';
import type { ResponseDecoder } from './dialect';
import { readCsvPages } from './pagination/readCsvPages';

/** Whether the export is paginated and the form does not select a single page. */
export function needsAllPages({ dialect, resource, row, item }: FormCall): boolean {
	if (row.csvPages === undefined) return false;
	const body = (readBody(dialect.fields(), resource, row, item) ?? {}) as Record<string, unknown>;
	return body.page === undefined && body.pageSize === undefined;
}

/** A received file, or any other response. */
type Received = { kind: 'file'; stream: Readable } | { kind: 'json' | 'text' };

/** Exports the rows of all pages as one file. A response that is not a file is returned unchanged. */
export async function exportCsv<T extends Received>(
	jamf: JamfClient,
	call: FormCall,
	decoder: ResponseDecoder<T>,
): Promise<T> {
	const received: T[] = [];
	const fetchPage = async (page: number, size: number) =>
		await callWithForm(
			jamf,
			{ ...call, page: { page, size } },
			{
				...decoder,
				read: async (response) => {
					const part = await decoder.read(response);
					received.push(part);
					return part.kind === 'file' ? await readText(part.stream) : '';
				},
			},
		);
	const pages = await readCsvPages(fetchPage);
	const stream = Readable.from(pages.map((page) => Buffer.from(page)));
	return { ...(received[0] as T), stream };
}
