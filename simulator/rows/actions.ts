import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { isObject, type Json, type JsonObject } from '../json';
import { json, noContent, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import type { ServerState } from '../state';
import { acceptJson, checkFields } from './accept';
import { checkParent } from './parents';
import { bodyShape, rowShape, sample } from './shape';
import { showDocumented } from './showDocumented';
import { addressOf, idsOf, type Subject } from './subject';
import { createGroupPlans, createPlans } from './updatePlans';
import { documentedResponse } from './wire';

interface Action {
	subject: Subject;
	request: ApiRequest;
	body: JsonObject;
	ids: string[];
}

/** Actions with a special response (jamf-behavior 7). */
const RESPONSES: Record<string, (action: Action) => Reply> = {
	'mdmCommand.send': ({ subject: { state }, request, body: { clientData, commandData } }) => {
		const type = isObject(commandData) ? String(commandData.commandType) : '';
		const clients = entries(clientData).map((each) => (isObject(each) ? String(each.managementId ?? '') : ''));
		const send = (managementId: string) => state.mdmCommands.send(managementId, type, request.node);
		return json(
			clients.map((each) => ({ id: send(each), href: '/v2/mdm/commands' })),
			201,
		);
	},
	'mdmCommand.sendBlankPush': () => json({ errorUuids: [] }, 201),
	'mdmCommand.renewProfile': () => json({ udidsNotProcessed: { udids: [] } }, 201),
	'computer.redeployFramework': ({ subject: { state }, request, ids: [deviceId = ''] }) =>
		json({ deviceId, commandUuid: install(state, Number(deviceId), request) }, 202),
	'managedSoftwareUpdatePlan.create': createPlans,
	'managedSoftwareUpdatePlan.createForGroup': createGroupPlans,
	'package.deploy': ({ subject: { state }, request, body: { devices, groupId } }) => {
		const members = state.computerGroups.read(Number(groupId))?.members ?? [];
		const targets = [...entries(devices).map(Number), ...members];
		const isKnown = (id: number) => state.computers.read(id) !== undefined;
		// jamf-behavior 7.2: without verbose the response does not say what was queued.
		if (request.query.get('verbose') !== 'true') return json({});
		return json({
			queuedCommands: targets
				.filter(isKnown)
				.map((device) => ({ device, commandUuid: install(state, device, request) })),
			errors: targets.filter((id) => !isKnown(id)).map((device) => ({ device, reason: 'Device does not exist' })),
		});
	},
};

function install({ computers, mdmCommands }: ServerState, computer: number, { node }: ApiRequest): string {
	return mdmCommands.send(computers.profile(computer).managementId, 'INSTALL_ENTERPRISE_APPLICATION', node);
}

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
	const own = RESPONSES[`${resource.value}.${row.value}`];
	if (own !== undefined) return own({ subject, request, body: given, ids: idsOf(subject, request) });
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
