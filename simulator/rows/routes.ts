import { pro } from '../../nodes/shared/catalogue/lookup';
import type { Reply } from '../reply';
import type { ApiRequest } from '../request';
import type { Route } from '../route';
import type { ServerState } from '../state';
import { act, hasOwnResponse } from './actions';
import { commandPrivileges } from './commandPrivileges';
import { respondWithDocument } from './documents';
import { respondWithExport } from './exports';
import { groupPrivileges } from './groupPrivileges';
import { download, upload, uploadText } from './files';
import { respondWithList } from './list';
import { respondWithObject, createObject, deleteMany } from './objects';
import { respondWithScope } from './scopes';
import { Store } from './store';
import { isObjectRoute, type Subject } from './subject';
import { respondWithPlanEvents, refreshPlans } from './updatePlans';

type Handler = (subject: Subject, request: ApiRequest) => Reply;

/** Served without a token (jamf-behavior 1.6). */
const OPEN = new Set(['/startup-status']);

/** Every route of the Jamf Pro API without a hand-written one, as described by its row. */
export function rowRoutes(state: ServerState, handmade: readonly Route[]): Route[] {
	const taken = new Set(handmade.map(({ method, path }) => keyOf(method, path)));
	const store = new Store(state);
	const routes: Route[] = [];
	for (const resource of pro.resources) {
		for (const row of resource.operations) {
			for (const route of row.routes) {
				const path = `/api${route.path}`;
				const key = keyOf(route.method, path);
				if (taken.has(key)) continue;
				taken.add(key);
				const subject: Subject = { state, store, resource, row, route };
				const handle = handlerOf(subject);
				routes.push({
					method: route.method,
					path,
					privileges: route.privileges ?? [],
					refusal: 'INVALID_PRIVILEGE',
					...(`${resource.value}.${row.value}` === 'mdmCommand.send' && {
						alsoNeeds: (request: ApiRequest) => commandPrivileges(state, request),
					}),
					...(resource.value === 'group' && {
						alsoNeeds: (request: ApiRequest) => groupPrivileges(subject, request),
					}),
					...sinceOf(handmade, path),
					...(route.deprecated !== undefined && { deprecated: route.deprecated }),
					...(OPEN.has(route.path) && { open: true }),
					handle: (request) => {
						if (resource.value === 'managedSoftwareUpdatePlan') refreshPlans(subject);
						return handle(subject, request);
					},
				});
			}
		}
	}
	return routes;
}

/** The names of placeholders differ between documents and versions. */
function keyOf(method: string, path: string): string {
	return `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`;
}

/** Children of a hand-written path are created with it. */
function sinceOf(handmade: readonly Route[], path: string): { since?: string } {
	const above = handmade.find((route) => route.since !== undefined && path.startsWith(`${route.path}/`));
	return above?.since === undefined ? {} : { since: above.since };
}

function handlerOf(subject: Subject): Handler {
	const { row, route, resource } = subject;
	if (`${resource.value}.${row.value}` === 'managedSoftwareUpdatePlan.getEvents') return respondWithPlanEvents;
	if (row.list !== undefined) return respondWithList;
	if (/\/export$/.test(route.path)) return respondWithExport;
	if (row.responseType === 'file' || (row.responseType === 'text' && row.body === undefined)) return download;
	if (row.body?.kind === 'multipart') return upload;
	if (row.body?.kind === 'text') return uploadText;
	if (/\{[^}]+\}\/scope(\/delete-multiple)?$/.test(route.path) && row.path?.[0]?.of !== 'ebook')
		return respondWithScope;
	if (isObjectRoute(subject)) return respondWithObject;
	if (route.method !== 'POST') return respondWithDocument;
	if (row.value === 'create' && row.path === undefined && !hasOwnResponse(subject)) return createObject;
	return /\/delete-multiple$/.test(route.path) && row.value === 'deleteMany' ? deleteMany : act;
}
