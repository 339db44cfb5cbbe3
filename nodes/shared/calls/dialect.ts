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
	options?: (row: OperationRow, resource: ResourceRow) => INodeProperties[];
	/**
	 * Encodes a value as the request body of an operation.
	 *
	 * @param item the form; without it, its options have their defaults
	 * @param context the object to update, where the body depends on what the server has
	 */
	encodeBody: (
		value: unknown,
		row: OperationRow,
		resource: ResourceRow,
		item?: ItemParameters,
		context?: WriteContext,
	) => EncodedBody | Promise<EncodedBody>;
	/** Names the parts of a section that the server stores but does not return. */
	findUnreadable?: (
		section: Record<string, unknown>,
		name: string,
		row: OperationRow,
		resource: ResourceRow,
	) => string[];
	/** Handles a request that the server rejected: returns a value if it succeeded after all, or throws a better error. */
	handleRejection?: (jamf: JamfClient, error: ResponseError, rejected: RejectedRequest) => Promise<unknown>;
	/** Compares what was written with what the server made of it; shows a hint where they differ. */
	verifyWrite?: (jamf: JamfClient, written: WrittenObject) => Promise<void>;
	/** Creates the decoder for the response of an operation that is neither a file nor text. `ids`: those that the response must have. */
	decoderFor: (
		row: OperationRow,
		resource: ResourceRow,
		item?: ItemParameters,
		ids?: readonly string[],
	) => ResponseDecoder;
}

/** An object that is written. */
export interface WriteContext {
	jamf: JamfClient;
	/** They fill the path of the row. */
	ids: readonly string[];
}

/** A successful write. */
export interface WrittenObject {
	resource: ResourceRow;
	row: OperationRow;
	ids: readonly string[];
	item: ItemParameters;
	value: unknown;
	response: unknown;
}

/** A body with the headers that describe it. */
export interface EncodedBody {
	headers: Record<string, string>;
	body: RequestBody;
	/** The type of the MDM command in it. */
	command?: string;
	/** A body to send first. `outcome`: what it has changed, for the error when the second request fails. */
	before?: { body: string; outcome: string };
	/** The path of an update of the new object with the same body. `outcome`: what is missing when it fails. */
	after?: { path: string; outcome: string };
	/** A body for a server that rejects the first one with 409. */
	fallback?: { body: string; used: () => void };
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
	/** Aborted when the user stops the execution. */
	signal?: AbortSignal | undefined;
}
