import { invalidField, unknownId } from '../failure';
import type { Computer, Section } from '../fleet/computer';
import { computerFields } from '../fleet/computerFields';
import { type InventoryVersion, InventoryView } from '../fleet/inventoryView';
import { page } from '../query';
import { json, noContent, type Reply } from '../reply';
import { type ApiRequest, idOf, jsonBody } from '../request';
import type { Route } from '../route';
import { isAtLeast } from '../serverVersion';
import { canFilterBy } from '../versions';
import type { ServerState } from '../state';
import { inventoryChanges } from './inventoryChanges';

/** jamf-behavior 4.6: older servers lack the newer versions; each was added when its predecessor was deprecated. */
const VERSIONS: readonly { version: InventoryVersion; since?: string; deprecated?: string }[] = [
	{ version: 1, deprecated: '2025-06-30' },
	{ version: 2, since: '11.18', deprecated: '2025-11-06' },
	{ version: 3, since: '11.23', deprecated: '2026-07-14' },
	{ version: 4, since: '11.30' },
];

export const inventoryRoutes = (state: ServerState): Route[] =>
	VERSIONS.flatMap(({ version, since, deprecated }) => {
		const successor = VERSIONS.find((other) => other.version === version + 1);
		const replaced = isAtLeast(state.settings.serverVersion, successor?.since ?? 'never');
		const history = { since, deprecated: replaced ? deprecated : undefined };
		return versionRoutes(state, version).map((route) => ({ ...route, ...history }));
	});

function versionRoutes(state: ServerState, version: InventoryVersion): Route[] {
	const { computers } = state;
	const { serverVersion } = state.settings;
	const view = new InventoryView(computers, version, isAtLeast(serverVersion, '11.32'));
	const fields = Object.entries(computerFields(computers, version));
	const listing = {
		fields: Object.fromEntries(fields.filter(([name]) => canFilterBy(serverVersion, 'computer', name))),
		defaultSort: 'general.name:asc',
		lasting: true,
	} as const;
	const base = `/api/v${version}/computers-inventory`;
	return [
		{
			method: 'GET',
			path: base,
			privileges: ['Read Computers'],
			handle: (request) => {
				const sections = requestedSections(request, view);
				const { totalCount, rows } = page(request, computers, listing);
				const results = rows.map((computer) => view.row(computer, sections)).join();
				return jsonText(`{"totalCount":${totalCount},"results":[${results}]}`);
			},
		},
		{
			method: 'POST',
			path: base,
			privileges: ['Create Computers'],
			handle: (request) => {
				// jamf-behavior 10.2: a record that is created by request has never submitted inventory.
				const { id } = computers.add({ general: { reportDate: null, lastCheckIn: null, lastContact: null } });
				const computer = computers.read(id) ?? { id, changes: {} };
				computers.change(computer, inventoryChanges(state, computer, jsonBody(request)), request.node);
				return json({ id: String(id), href: `${request.origin}${base}/${id}` }, 201);
			},
		},
		{
			method: 'GET',
			path: `${base}/{id}`,
			privileges: ['Read Computers'],
			handle: (request) => jsonText(view.row(found(state, request), requestedSections(request, view))),
		},
		{
			method: 'DELETE',
			path: `${base}/{id}`,
			privileges: ['Delete Computers'],
			handle: (request) => {
				computers.remove(found(state, request).id, request.node);
				return noContent();
			},
		},
		{
			method: 'GET',
			path: `${base}-detail/{id}`,
			privileges: ['Read Computers'],
			handle: (request) => jsonText(view.row(found(state, request))),
		},
		{
			method: 'PATCH',
			path: `${base}-detail/{id}`,
			privileges: ['Update Computers'],
			handle: (request) => {
				const computer = found(state, request);
				const changes = inventoryChanges(state, computer, jsonBody(request));
				const changed = computers.change(computer, changes, request.node);
				// jamf-behavior 4.3: v1 returns the record, later versions nothing.
				return version === 1 ? jsonText(view.row(changed)) : noContent();
			},
		},
	];
}

function found({ computers }: ServerState, request: ApiRequest): Computer {
	const id = idOf(request);
	const computer = computers.read(id, request.node);
	if (!computer) throw unknownId(String(id));
	return computer;
}

/** In the order of the record, each once, whatever order was requested. */
function requestedSections({ query }: ApiRequest, view: InventoryView): readonly Section[] {
	const asked = query.getAll('section');
	const unknown = asked.find((name) => !view.available.some((section) => section === name));
	if (unknown !== undefined) throw invalidField('section', `no section ${unknown}`);
	if (asked.length === 0) return ['GENERAL']; // jamf-behavior 3.5
	return view.available.filter((section) => asked.includes(section));
}

const jsonText = (body: string): Reply => ({ status: 200, contentType: 'application/json', body });
