interface Cause {
	code: string;
	field: string | null;
	description: string;
	id: string | null;
}

/** A rejection. The API that was called renders it: JSON on Pro, an HTML page on Classic. */
export class Failure extends Error {
	constructor(
		readonly status: number,
		readonly causes: Cause[] = [],
		/** Privileges for lack of which it was rejected. Only the journal names them. */
		readonly lacked: readonly string[] = [],
	) {
		super(causes[0]?.description ?? `HTTP ${status}`);
	}
}

const cause = (code: string, field: string | null, description: string): Cause => ({
	code,
	field,
	description,
	id: '0',
});

export const invalidField = (field: string, description: string): Failure =>
	new Failure(400, [cause('INVALID_FIELD', field, description)]);

// jamf-behavior 4.3: Pro returns 400 for a duplicate, Classic 409.
export const duplicateField = (field: string, description: string): Failure =>
	new Failure(400, [cause('DUPLICATE_FIELD', field, description)]);

// jamf-behavior 1.5: unknown ID 404, invalid ID 400.
export const unknownId = (id: string): Failure => new Failure(404, [cause('INVALID_ID', 'id', `no object ${id}`)]);
export const malformedId = (id: string): Failure =>
	new Failure(400, [cause('INVALID_ID', 'id', `not a number: ${id}`)]);

export const conflict = (description: string): Failure => new Failure(409, [cause('CONFLICT', null, description)]);

export const badRequest = (description: string): Failure => new Failure(400, [cause('BAD_REQUEST', null, description)]);

export const invalidToken = (): Failure => new Failure(401, [cause('INVALID_TOKEN', null, 'token expired')]);
