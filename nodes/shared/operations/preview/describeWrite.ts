import { Readable } from 'node:stream';
import type { IDataObject } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import { findOperation, findRoute } from '../../catalogue/find';
import type { ResourceRow } from '../../catalogue/types';
import { describeRequiredPrivileges } from '../../errors/requiredPrivileges';
import { isObject } from '../../parameters/propertyPath';
import type { JamfClient } from '../../transport/client';
import { CancelledError, ResponseError } from '../../transport/errors/errors';
import { toSearch } from '../../transport/path';
import type { JamfRequest } from '../../transport/session';
import { listSecretFieldsOfPath } from '../secrets/hideSecrets';
import { createSecretFinder, type IsSecret, maskSecrets, maskXml } from '../secrets/maskSecrets';
import { type Change, compareValues } from './compareValues';

/** The output item for a write that is not sent. */
export async function describeWrite(
	jamf: JamfClient,
	dialect: Dialect,
	write: JamfRequest,
	notes: readonly string[],
): Promise<IDataObject> {
	const { method, path, query = [] } = write;
	const found = findRoute(dialect.catalogue, method, path);
	const isSecret = createSecretFinder(listSecretFieldsOfPath(dialect, path));
	const contentType = readContentType(write);
	const content = await readContent(dialect, write, contentType, isSecret, found?.resource);
	const changes = await findChanges(jamf, dialect, write, content.value, isSecret).catch((error: unknown) => {
		if (error instanceof CancelledError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		return `The changes are unknown, because the stored object could not be read: ${reason}`;
	});
	const note = [...notes, ...(typeof changes === 'string' ? [changes] : [])].join(' ');
	return {
		preview: true,
		method,
		path: path + toSearch(query),
		contentType: contentType ?? null,
		body: maskSecrets(content.shown, isSecret) as IDataObject,
		...(content.xml !== undefined && { xml: content.xml }),
		changes: (typeof changes === 'string' ? [] : changes) as unknown as IDataObject[],
		privileges: describeRequiredPrivileges(dialect.catalogue, write) ?? null,
		note: note === '' ? null : note,
	};
}

function readContentType({ headers = {} }: JamfRequest): string | undefined {
	return headers['content-type']?.split(';')[0]?.trim().toLowerCase();
}

interface Content {
	/** The body as an object, if it is one. */
	value?: unknown;
	/** What to show as the body. */
	shown: unknown;
	/** The XML, without secrets. */
	xml?: string;
}

async function readContent(
	dialect: Dialect,
	{ body }: JamfRequest,
	contentType: string | undefined,
	isSecret: IsSecret,
	resource: ResourceRow | undefined,
): Promise<Content> {
	if (body === undefined) return { shown: null };
	if (typeof body !== 'string') return { shown: Buffer.isBuffer(body) ? `[file, ${body.length} bytes]` : '[file]' };
	if (dialect.api === 'classic') {
		const xml = maskXml(body, isSecret);
		const [value, shown] = await Promise.all([decodeXml(dialect, resource, body), decodeXml(dialect, resource, xml)]);
		return { value, shown: shown ?? xml, xml };
	}
	if (contentType?.endsWith('json') !== true) return { shown: body };
	const value = JSON.parse(body) as unknown;
	return { value, shown: value };
}

/** Decodes the XML of a body in the same way as a response, so that it can be compared with the stored object. */
async function decodeXml(dialect: Dialect, resource: ResourceRow | undefined, xml: string): Promise<unknown> {
	const get = findOperation(resource, 'get');
	if (resource === undefined || get === undefined) return undefined;
	const { read } = dialect.decoderFor(get, resource);
	const response = { status: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) };
	return await read(response).catch(() => undefined);
}

/** The changes of an update or a deletion, by the object that is stored at the same path. */
async function findChanges(
	jamf: JamfClient,
	dialect: Dialect,
	{ api, method, path }: JamfRequest,
	written: unknown,
	isSecret: IsSecret,
): Promise<Change[]> {
	const found = method === 'POST' ? undefined : findRoute(dialect.catalogue, 'GET', path);
	if (found === undefined || found.operation.responseType !== undefined || found.operation.list !== undefined)
		return [];
	if (method !== 'DELETE' && !isObject(written)) return [];
	const { headers, read } = dialect.decoderFor(found.operation, found.resource);
	const { body: stored } = await jamf
		.send({ api, method: 'GET', path, ...(headers !== undefined && { headers }) }, read)
		.catch((error: unknown) => {
			// A PUT can create the object.
			if (error instanceof ResponseError && error.status === 404 && method === 'PUT') return { body: undefined };
			throw error;
		});
	if (method !== 'DELETE') return compareValues(stored, written, isSecret);
	return [{ path: '', before: maskSecrets(summarize(stored), isSecret), after: null }];
}

/** The plain fields of an object and of its general section, to recognize it. */
function summarize(stored: unknown): unknown {
	if (!isObject(stored)) return stored ?? null;
	const plain = (value: unknown) =>
		isObject(value) ? Object.entries(value).filter(([, each]) => typeof each !== 'object') : [];
	return Object.fromEntries([...plain(stored), ...plain(stored['general'])].slice(0, 20));
}
