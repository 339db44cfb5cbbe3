import type { INodeProperties } from 'n8n-workflow';
import type { Catalogue, Fields, OperationRow, ResourceRow } from '../catalogue/types';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import type { ResponseError } from '../transport/errors/errors';
import type { Api, HttpResponse, RequestBody } from '../transport/types';

/** The rows of one API, and everything in which the two APIs differ. */
export interface Dialect {
	api: Api;
	catalogue: Catalogue;
	fields: () => Fields;
	/** Options of the form in addition to those of the row. */
	options?: (row: OperationRow) => INodeProperties[];
	/** Encodes a value as the request body of an operation. Without an item, options of the form do not apply. */
	encodeBody: (value: unknown, row: OperationRow, resource: ResourceRow, item?: ItemParameters) => EncodedBody;
	/** Names the parts of a section that the server stores but does not return. */
	findUnreadable?: (
		section: Record<string, unknown>,
		name: string,
		row: OperationRow,
		resource: ResourceRow,
	) => string[];
	/** Handles a request that the server rejected: returns a value if it succeeded after all, or throws a better error. */
	handleRejection?: (jamf: JamfClient, error: ResponseError, rejected: RejectedRequest) => Promise<unknown>;
	/** Creates the decoder for the response of an operation that is neither a file nor text. */
	decoderFor: (row: OperationRow, resource: ResourceRow, item?: ItemParameters) => ResponseDecoder;
}

/** A body with the headers that describe it. */
export interface EncodedBody {
	headers: Record<string, string>;
	body: RequestBody;
	/** The type of the MDM command in it. */
	command?: string;
}

/** Decodes a response; `headers` request the format that `read` expects. */
export interface ResponseDecoder<T = unknown> {
	headers?: Record<string, string>;
	/** The response is returned as is: Simplify does not apply. */
	raw?: true;
	read: (response: HttpResponse) => Promise<T>;
}

/** The request that the server rejected. */
export interface RejectedRequest {
	row: OperationRow;
	resource: ResourceRow;
	ids: readonly string[];
	/** The value that was sent, from the form. */
	value: () => unknown;
}
