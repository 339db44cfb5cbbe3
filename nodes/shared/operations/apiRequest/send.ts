import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JamfClient } from '../../transport/client';
import { InputError } from '../../transport/errors/errors';
import { parseApiPath } from '../../transport/path';
import type { JamfRequest, JamfResponse } from '../../transport/session';
import type { EncodedBody } from '../../calls/dialect';
import { receiveFile } from '../../calls/binaryData';
import type { Api, Method } from '../../transport/types';
import type { DecodedResponse, ResponseFormat } from './response';
import { decodeResponse } from './response';
import { MAX_PAGE_SIZE } from '../../calls/pagination/pageQueue';
import { readPages } from '../../calls/pagination/readPages';
import { asPage, notAList, toItems } from '../../calls/responseItems';
import type { ItemParameters } from '../../parameters/itemParameters';
import { assertToolMethod } from '../tool/guardTool';

/** Sends the request of the API Request form and converts the response to items. */
export async function sendApiRequest(
	jamf: JamfClient,
	item: ItemParameters,
	api: Api,
	readContent: (item: ItemParameters) => Promise<EncodedBody | undefined>,
	readJson?: Parameters<typeof decodeResponse>[2],
): Promise<INodeExecutionData[]> {
	// Options are read before anything is sent, so that a failing expression cannot hide a change, and before the file is opened, because it
	// would not be closed.
	const headers = readHeaders(item);
	const target = readRequest(item, api);
	assertToolMethod(item, target.method, target.query?.map(([name]) => name) ?? []);
	const format = (item.string('options.responseFormat') || 'autodetect') as ResponseFormat;
	const isFull = item.boolean('options.fullResponse');
	const request = {
		...target,
		...(target.method !== 'GET' && (await withContent(item, readContent))),
	};
	request.headers = { ...request.headers, ...headers };
	const response = await jamf.send<DecodedResponse>(request, decodeResponse(api, format, readJson));
	if (response.body.kind === 'file') return [await toFile(jamf, item, response, request, isFull)];
	if (isFull) return [{ json: toFullResponse(response) }];
	if (request.method !== 'GET' || response.body.kind === 'text') return toItems(response.body.value);
	return toItems(await readFurtherPages(jamf, item, request, response.body.value));
}

function readRequest(item: ItemParameters, api: Api): JamfRequest {
	const { path, query } = parseApiPath(api, item.string('path'));
	const pairs = item.pairs('query');
	if (pairs.some(([name]) => name === ''))
		throw new InputError('A query parameter has no name.', 'Enter a name, or remove it.');
	return { api, method: readMethod(item), path, query: [...query, ...pairs] };
}

const METHODS: readonly string[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] satisfies Method[];

function readMethod(item: ItemParameters): Method {
	const method = item.string('method');
	if (METHODS.includes(method)) return method as Method;
	throw new InputError(`"${method.slice(0, 20)}" is not an HTTP method.`, `Use one of ${METHODS.join(', ')}.`);
}

async function withContent(
	item: ItemParameters,
	readContent: (item: ItemParameters) => Promise<EncodedBody | undefined>,
) {
	return (await readContent(item)) ?? {};
}

/** Headers set by the credential or the connection, or that replace the method. Other values would break the request or leak data. */
const RESERVED =
	/^(accept-encoding|authorization|connection|content-length|cookie|expect|host|keep-alive|proxy-.*|transfer-encoding|upgrade|x-http-method|x-http-method-override|x-method-override)$/;

function readHeaders(item: ItemParameters): Record<string, string> {
	const headers = item.pairs('options.headers').map(([name, value]): [string, string] => {
		if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e]/.test(value)) {
			throw new InputError(
				`The header "${name.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)}" is not valid.`,
				'Names can contain letters, digits and dashes. Values must not contain line breaks or control characters.',
			);
		}
		if (RESERVED.test(name.toLowerCase()) || name === '__proto__') {
			throw new InputError(
				`The header "${name}" cannot be set.`,
				'It is set automatically, or would change what the request does.',
			);
		}
		return [name.toLowerCase(), value];
	});
	return Object.fromEntries(headers);
}

/** Reads the further pages of a list, up to the limit. Only responses with `totalCount` are paginated. Others are returned unchanged. */
async function readFurtherPages(
	jamf: JamfClient,
	item: ItemParameters,
	request: JamfRequest,
	body: unknown,
): Promise<unknown> {
	if (request.api === 'classic') return body;
	const limit = item.limit();
	const first = asPage(body);
	if (first === undefined) return Array.isArray(body) ? body.slice(0, limit) : body;
	const query = request.query ?? [];
	if (query.some(([name]) => name === 'page')) return first.results.slice(0, limit);
	const others = query.filter(([name]) => name !== 'page-size');
	return await readPages({
		first,
		limit,
		pageSize: MAX_PAGE_SIZE,
		concurrency: jamf.settings.maxConnections,
		fetchPage: async (page, size, callerHandlesTimeout, retrySignal) => {
			const paging = [['page', String(page)] as const, ['page-size', String(size)] as const];
			const response = await jamf.send({
				...request,
				query: [...others, ...paging],
				sticky: false,
				callerHandlesTimeout,
				retrySignal,
			});
			const further = asPage(response.body);
			if (further === undefined) throw notAList();
			return further;
		},
	});
}

async function toFile(
	jamf: JamfClient,
	item: ItemParameters,
	response: JamfResponse<DecodedResponse>,
	{ path }: JamfRequest,
	isFull: boolean,
) {
	if (response.body.kind !== 'file') throw new TypeError('not a file');
	const received = await receiveFile(jamf, item, response.body, path);
	if (!isFull) return received;
	return { ...received, json: { ...toFullResponse(response), body: received.json } };
}

/** Omits session cookies, which must not reach the execution log. */
function toFullResponse({ status, headers, body }: JamfResponse<DecodedResponse>): IDataObject {
	const shown = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'set-cookie'));
	return { statusCode: status, headers: shown, body: body.kind === 'file' ? undefined : (body.value as IDataObject) };
}
