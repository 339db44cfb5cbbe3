import type { INodeProperties } from 'n8n-workflow';
import type { Catalogue, Fields, OperationRow, ResourceRow } from '../catalogue/types';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import type { Requirement } from '../errors/requiredPrivileges';
import type { ResponseError } from '../transport/errors/errors';
import type { Api, HttpResponse, RequestBody } from '../transport/types';

/** The rows of one API, and everything that differs between the two APIs. */
export interface Dialect {
	api: Api;
	catalogue: Catalogue;
	fields: () => Fields;
	/** Labels of the fields that lists are filtered and sorted by. */
	listLabels?: () => Readonly<Record<string, string>>;
	/** The Classic API, for fields that refer to objects that only it lists. */
	classic?: () => Dialect;
	/** Options of the form in addition to those of the row. */
	options?: (row: OperationRow, resource: ResourceRow) => INodeProperties[];
	/**
	 * Encodes a value as the request body of an operation.
	 *
	 * @param item the form. Without it, options have their default values
	 * @param context the object to update, if the body depends on its stored values
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
	/** The requests that only this API needs for a row, in addition to those of every row. */
	listRequirements?: (row: OperationRow, resource: ResourceRow, item: ItemParameters) => Requirement[];
	/** Compares the written object with the stored one and shows a hint if they differ. */
	verifyWrite?: (jamf: JamfClient, written: WrittenObject) => Promise<void>;
	/** Creates the decoder for the response of an operation, unless it is a file or text. `ids`: the IDs of the requested object. */
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
	/** IDs for the path of the row. */
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

/** A body and its headers. */
export interface EncodedBody {
	headers: Record<string, string>;
	body: RequestBody;
	/** The type of the MDM command in it. */
	command?: string;
	/** A body to send first. `outcome`: what it changed, for the error if the second request fails. */
	before?: { body: string; outcome: string };
	/** The path for an update of the new object with the same body. `outcome`: what is missing if it fails. */
	after?: { path: string; outcome: string };
	/** A body to send if the server rejects the first one with 409. */
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
