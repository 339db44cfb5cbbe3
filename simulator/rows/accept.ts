import type { BodyRow } from '../../nodes/shared/catalogue/bodyRow';
import { badRequest, Failure, invalidField } from '../failure';
import { isObject, type Json, type JsonObject } from '../json';
import { type UploadedFile, uploadedFile } from '../multipart';
import type { ApiRequest } from '../request';
import { valueAt } from './shape';
import type { Shape } from './wire';

/** The JSON of a request of any kind; `undefined` where the row allows it to be omitted. */
export function acceptJson({ headers, body }: ApiRequest, row: BodyRow): Json | undefined {
	if (body.length === 0 && row.optional === true) return undefined;
	// jamf-behavior 4.2: the content type in the document, on exactly the operations that specify it.
	const wanted = row.contentType ?? 'application/json';
	if ((headers['content-type'] ?? '').split(';')[0] !== wanted) throw new Failure(415);
	try {
		return JSON.parse(body.toString('utf8')) as Json;
	} catch {
		throw badRequest('the body is not JSON');
	}
}

export function acceptObject(request: ApiRequest, row: BodyRow): JsonObject {
	const value = acceptJson(request, row) ?? {};
	if (!isObject(value)) throw badRequest('the body is not a JSON object');
	return value;
}

export function acceptFile({ headers, body }: ApiRequest, { field = 'file' }: BodyRow): UploadedFile {
	const type = headers['content-type'] ?? '';
	if (!type.startsWith('multipart/form-data')) throw new Failure(415);
	const file = uploadedFile(type, body, field);
	if (file === undefined) throw badRequest(`no part named ${field}`);
	return file;
}

export function acceptText({ headers, body }: ApiRequest, { contentType = 'text/plain' }: BodyRow): void {
	if (!(headers['content-type'] ?? '').startsWith(contentType)) throw new Failure(415);
	if (body.length === 0) throw badRequest('the body is empty');
}

/** Rejects missing and mistyped fields. `whole`: all required fields must be present. */
export function checkFields(shape: Shape, body: JsonObject, whole: boolean): void {
	for (const [name, { type, options, required }] of shape) {
		const value = valueAt(body, name);
		if (value === undefined || value === null) {
			if (whole && required === true && value === undefined && parentGiven(body, name)) {
				throw invalidField(name, `${name} is required`);
			}
			continue;
		}
		if (options !== undefined && !options.some((option) => option === value)) throw invalidField(name, 'no such value');
		if (type === 'boolean' && typeof value !== 'boolean') throw invalidField(name, 'not a truth value');
		if (type === 'number' && typeof value !== 'number') throw invalidField(name, 'not a number');
		if (type === 'array' && !Array.isArray(value)) throw invalidField(name, 'not a list');
		if ((type === 'string' || type === 'dateTime') && typeof value === 'object') throw invalidField(name, 'not a text');
	}
}

/** A required field of an omitted object is not missing. */
function parentGiven(body: JsonObject, name: string): boolean {
	const parent = name.split('.').slice(0, -1).join('.');
	return parent === '' || isObject(valueAt(body, parent));
}

/** The part of a body that the server stores: known fields. */
export function known(shape: Shape, body: JsonObject): JsonObject {
	const names = new Set([...shape.keys()].map((name) => name.split('.')[0]));
	return Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name) || name === 'versionLock'));
}
