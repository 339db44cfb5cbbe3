import type { INodeProperties } from 'n8n-workflow';
import type { Catalogue, Fields, OperationRow, ResourceRow } from '../catalogue/types';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import type { ResponseError } from '../transport/errors/errors';
import type { Api, HttpResponse, RequestBody } from '../transport/types';

/** The rows of one API, and what the two APIs do not share. */
export interface Dialect {
	api: Api;
	catalogue: Catalogue;
	fields: () => Fields;
	/** Options that the forms of this API have besides those of its rows. */
	options?: (row: OperationRow) => INodeProperties[];
	/** A value as the body that the operation wants; without an item nothing that a form says counts. */
	encodeBody: (value: unknown, row: OperationRow, resource: ResourceRow, item?: ItemParameters) => EncodedBody;
	/** Parts of a section of an object that the server has and does not tell. */
	findUnreadable?: (
		section: Record<string, unknown>,
		name: string,
		row: OperationRow,
		resource: ResourceRow,
	) => string[];
	/** What a refused request of an operation comes to: a value after all, or an error in better words. */
	handleRejection?: (jamf: JamfClient, error: ResponseError, refused: RejectedRequest) => Promise<unknown>;
	/** How the answer of an operation is asked for and read, when it is neither file nor text. */
	decoderFor: (row: OperationRow, resource: ResourceRow, item?: ItemParameters) => ResponseDecoder;
}

/** A body with the headers that describe it. */
export interface EncodedBody {
	headers: Record<string, string>;
	body: RequestBody;
	/** The type of the MDM command that it is. */
	command?: string;
}

/** Headers that ask for an answer, and what makes a value of it. */
export interface ResponseDecoder<T = unknown> {
	headers?: Record<string, string>;
	/** The answer is wanted as it comes: no field is left out. */
	raw?: true;
	read: (response: HttpResponse) => Promise<T>;
}

/** The operation that the server refused, and what it was given. */
export interface RejectedRequest {
	row: OperationRow;
	resource: ResourceRow;
	ids: readonly string[];
	/** The value that was sent, as the form gave it. */
	value: () => unknown;
}
