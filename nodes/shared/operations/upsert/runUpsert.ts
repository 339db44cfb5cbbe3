import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readObject } from '../../calls/callOperation';
import type { Dialect } from '../../calls/dialect';
import { normalizeKey } from '../../calls/lookupIndex';
import { resolveId } from '../../calls/resolveId';
import { valueAt } from '../../calls/responseItems';
import { withObjectLock } from '../../calls/withObjectLock';
import type { BodyRow } from '../../catalogue/bodyRow';
import { findFields, findOperation } from '../../catalogue/find';
import type { ItemParameters } from '../../parameters/itemParameters';
import { hasPath, isObject, removePath } from '../../parameters/propertyPath';
import { readBody } from '../../parameters/requestBody';
import type { JamfClient } from '../../transport/client';
import { isOutcomeUnknown } from '../../transport/errors/connectionError';
import { InputError, NotFoundError, ResponseError } from '../../transport/errors/errors';
import { runSingle } from '../runSingle';
import { recallCreation, rememberCreation } from './recentCreations';
import type { MatchKey, Upsertable } from './upsertable';

/** One run of Create or Update. */
interface Upsert extends Upsertable {
	jamf: JamfClient;
	dialect: Dialect;
	item: ItemParameters;
	match: MatchKey;
	/** The value to look for. */
	value: string;
	/** Identifies the object in the process. */
	key: string;
	/** The body, in which required fields may be missing. */
	given: unknown;
}

/**
 * Updates the object that matches the body, or creates it if there is none. Runs with the same value wait for each other, so that they do
 * not create it twice.
 *
 * @throws InputError when several objects match
 */
export async function runUpsert(
	jamf: JamfClient,
	dialect: Dialect,
	upsertable: Upsertable,
	item: ItemParameters,
): Promise<INodeExecutionData[]> {
	const { resource, keys } = upsertable;
	const match = keys.find(({ mode }) => keys.length === 1 || mode === item.string('matchBy')) ?? keys[0];
	const given = readGiven(dialect, upsertable, item);
	const value = valueAt(unwrap(given, resource.root), match.path).trim();
	if (value === '') {
		throw new InputError(
			`The ${match.label} is not set, so no ${resource.noun} can be looked up.`,
			`Nothing was sent. Set ${match.path} in the body.`,
		);
	}
	const scope = `${dialect.api} ${resource.value} by ${match.mode}`;
	const key = `${jamf.settings.server.root} ${scope} ${normalizeKey(value)}`;
	const upsert = { ...upsertable, jamf, dialect, item, match, value, key, given };
	return await withObjectLock(jamf, scope, [normalizeKey(value)], async () => {
		const id = (await findExisting(upsert)) ?? (await findRecent(upsert));
		return id === undefined ? await createNew(upsert) : await updateExisting(upsert, id, 'updated');
	});
}

/** The body from the form. It may describe an existing object, so that nothing is required and nothing has a default. */
function readGiven(dialect: Dialect, { resource, create, update }: Upsertable, item: ItemParameters): unknown {
	if (item.string('bodyMode') === 'xml')
		throw new InputError(
			'Create or Update needs fields or JSON.',
			'Nothing was sent. Under Specify Body, select Using Fields Below or Using JSON.',
		);
	const body: BodyRow = { ...update.body, partial: true };
	delete body.defaults;
	return readBody(dialect.fields(), resource, { ...update, value: create.value, body }, item);
}

/** Classic bodies may be wrapped in their root element. */
function unwrap(value: unknown, root = ''): unknown {
	return isObject(value) && isObject(value[root]) ? value[root] : value;
}

async function findExisting({ jamf, objects, match, value }: Upsert): Promise<string | undefined> {
	return await resolveId(jamf, objects, { mode: match.mode, value }).catch((error: unknown) => {
		if (error instanceof NotFoundError) return undefined;
		throw error;
	});
}

/** An object that this process just created, even if lists do not contain it yet, unless it was deleted or renamed since. */
async function findRecent({ jamf, dialect, resource, key, match, value }: Upsert): Promise<string | undefined> {
	const recent = recallCreation(key);
	if (recent === undefined) return undefined;
	const { id } = recent;
	if (id === undefined) {
		throw new InputError(
			`It cannot be known whether the ${resource.noun} "${value}" exists: an attempt to create it in the last two minutes got no response.`,
			'Nothing was sent, so that it is not created twice. Check in Jamf Pro, or run this again in two minutes.',
		);
	}
	const get = findOperation(resource, 'get');
	if (get === undefined) return id;
	return await readObject(jamf, dialect, resource, get, [id]).then(
		(object) => {
			const current = valueAt(object, match.path);
			return current === '' || normalizeKey(current) === normalizeKey(value) ? id : undefined;
		},
		(error: unknown) => {
			if (error instanceof ResponseError && error.status === 404) return undefined;
			throw error;
		},
	);
}

async function createNew(upsert: Upsert): Promise<INodeExecutionData[]> {
	const { jamf, dialect, resource, create, item, key } = upsert;
	const creating = runSingle(jamf, { dialect, resource, row: create, ids: [], item });
	return await creating.then(
		(items) => {
			const id = valueAt(items[0]?.json, 'id');
			if (id !== '') rememberCreation(key, id);
			return describeOutcome(items, 'created', id);
		},
		async (error: unknown) => await resolveFailure(upsert, error),
	);
}

/** After a failed creation the object may exist nonetheless: by this request, or by someone else's. */
async function resolveFailure(upsert: Upsert, error: unknown): Promise<INodeExecutionData[]> {
	const { resource, key, value } = upsert;
	const isUnknown = isOutcomeUnknown(error);
	const isConflict = error instanceof ResponseError && [400, 409].includes(error.status);
	if (!isUnknown && !isConflict) throw error;
	// Remembered first, in case the lookup fails too.
	if (isUnknown) rememberCreation(key, undefined);
	const id = await findExisting(upsert).catch(() => undefined);
	if (id !== undefined) {
		rememberCreation(key, id);
		return await updateExisting(upsert, id, isUnknown ? 'created' : 'updated');
	}
	if (!isUnknown) throw error;
	throw error.withOutcome(
		`It cannot be known whether the ${resource.noun} "${value}" was created: look for it before you run this again.`,
	);
}

async function updateExisting(upsert: Upsert, id: string, outcome: string): Promise<INodeExecutionData[]> {
	const { jamf, dialect, resource, update, item } = upsert;
	const given = omitCreateOnly(upsert);
	return describeOutcome(
		await runSingle(jamf, { dialect, resource, row: update, ids: [id], item, given }),
		outcome,
		id,
	);
}

/** The body without the fields that only Create accepts. */
function omitCreateOnly({ dialect, resource, create, update, item, given }: Upsert): unknown {
	const [created, updated] = [create, update].map((row) =>
		(findFields(dialect.fields(), resource.value, row.value) ?? []).map(({ name }) => name),
	);
	const value = structuredClone(given);
	if (!isObject(value) || updated === undefined || updated.length === 0) return value;
	const omitted = created?.filter((name) => !updated.includes(name) && hasPath(value, name)) ?? [];
	for (const name of omitted) removePath(value, name);
	if (omitted.length > 0) item.hint(`Left out, because Jamf only accepts them for new objects: ${omitted.join(', ')}.`);
	return value;
}

function describeOutcome(items: INodeExecutionData[], outcome: string, id: string): INodeExecutionData[] {
	return items.map((item) => {
		const json: IDataObject = { ...item.json };
		delete json['success'];
		return { ...item, json: { outcome, ...(id !== '' && { id }), ...json } };
	});
}
