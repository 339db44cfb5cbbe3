import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { isObject, type Json, type JsonObject } from '../json';
import { json, noContent, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { acceptJson, checkFields } from './accept';
import { checkParent } from './parents';
import { bodyShape, rowShape, sample, uuid } from './shape';
import { showDocumented } from './showDocumented';
import { addressOf, idsOf, type Subject } from './subject';
import { documentedResponse } from './wire';
import { mix } from '../random';

/** Actions with a special response (jamf-behavior 7). */
const RESPONSES: Record<string, (body: JsonObject, ids: string[], next: () => string) => Json> = {
	'mdmCommand.send': ({ clientData }, _, next) =>
		entries(clientData).map(() => ({ id: next(), href: '/v2/mdm/commands' })),
	'mdmCommand.sendBlankPush': () => ({ errorUuids: [] }),
	'mdmCommand.renewProfile': () => ({ udidsNotProcessed: { udids: [] } }),
	'computer.redeployFramework': (_, [deviceId = ''], next) => ({ deviceId, commandUuid: next() }),
	'managedSoftwareUpdatePlan.create': ({ devices }, _, next) => ({
		plans: entries(devices).map((device) => ({ device, planId: next(), href: '/v1/managed-software-updates/plans' })),
	}),
	'package.deploy': ({ devices }, _, next) => ({
		queuedCommands: entries(devices).map((device) => ({ device, commandUuid: next() })),
		errors: [],
	}),
};

/** Whether a creation does not return the ID and the URL of an object. */
export function hasOwnResponse({ resource, row }: Subject): boolean {
	return `${resource.value}.${row.value}` in RESPONSES;
}

/** Routes that are neither objects nor documents: validates, stores new rows, and responds. */
export function act(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { resource, row, route, state, store } = subject;
	const body = row.body === undefined ? {} : acceptJson(request, row.body);
	const given = isObject(body) ? body : {};
	if (row.body !== undefined && row.body.free !== true) checkFields(bodyShape(route), given, true);
	let count = 0;
	const next = () => uuid(mix(state.settings.seed, state.cluster.now() % 2 ** 31, ++count), count);
	const own = RESPONSES[`${resource.value}.${row.value}`];
	if (own !== undefined) return json(own(given, idsOf(subject, request), next), 201);
	const address = addressOf(subject, request);
	if (row.value === 'addHistoryNote') {
		const date = new Date(state.cluster.now()).toISOString();
		const entry = { username: request.caller.displayName, date, note: given.note ?? '', details: null };
		return kept(entry, 'History');
	}
	if (row.responseType === 'nothing') return noContent();
	return row.value.startsWith('create') ? kept(given, row.name) : json(describeResult(subject, given));

	function kept(record: JsonObject, name: string): Reply {
		const { seed } = state.settings;
		const shape = rowShape(resource, findReader(subject));
		const rows = store.rows(address, name, shape);
		const make = (number: number) => ({ ...sample(shape, name, number, seed), ...record, id: String(number) });
		const inserted = rows.insert(make, request.node);
		const documented = documentedResponse(route.method, route.path);
		if (documented.size > 0 && !documented.has('href')) return json(showDocumented(subject, inserted), 201);
		const { id = '' } = inserted;
		return json({ id, href: `${request.origin}/api${address}/${String(id)}` }, 201);
	}
}

/** A documented response with the values that were sent, or these if it is not documented in detail. */
function describeResult({ route, row, state }: Subject, given: JsonObject): JsonObject {
	const shape = documentedResponse(route.method, route.path);
	if (shape.size === 0) return given;
	const record = sample(shape, row.name, 1, state.settings.seed);
	const echoed = Object.entries(given).filter(([name]) => name in record);
	return { ...record, ...Object.fromEntries(echoed) };
}

/** What lists or reads the rows that a POST makes; the POST itself where there is nothing. */
function findReader({ resource, row }: Subject): OperationRow {
	const own = row.routes[0].path;
	const reads = ({ routes: [{ method, path }] }: OperationRow) =>
		method === 'GET' && path.startsWith(own) && /^(\/\{[^}]+\})?$/.test(path.slice(own.length));
	return resource.operations.find(reads) ?? row;
}

function entries(value: Json | undefined): Json[] {
	return Array.isArray(value) ? value : [];
}
