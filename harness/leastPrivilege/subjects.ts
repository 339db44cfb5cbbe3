import type { INodeParameters } from 'n8n-workflow';
import { resources as classicResources } from '../../nodes/JamfClassic/resources';
import { resources as proResources } from '../../nodes/JamfPro/resources';
import { findRoute } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import type { Requirement } from '../../nodes/shared/errors/requiredPrivileges';
import type { Operation, Resource } from '../../nodes/shared/operations/kit';
import { storedParameters } from '../../nodes/shared/parameters/storedParameters';
import type { Api } from '../../nodes/shared/transport/types';
import type { Simulator } from '../../simulator';
import { JAMF_CLASSIC, JAMF_INVENTORY_TRIGGER, JAMF_PRO, JAMF_TRIGGER } from '../engine';
import { pick, shuffle } from '../random';

/** What a generated node does. */
export type Subject = OperationSubject | RequestSubject | TriggerSubject;

export interface OperationSubject {
	kind: 'operation';
	api: Api;
	type: string;
	resource: Resource;
	operation: Operation;
}

/** A generic request, or one of n8n's HTTP Request node. */
export interface RequestSubject {
	kind: 'httpRequest' | 'request';
	api: Api;
	method: string;
	/** Template of the path. */
	path: string;
}

export interface TriggerSubject {
	kind: 'trigger';
	type: string;
	parameters: INodeParameters;
}

export interface GeneratedWorkflow {
	version: string;
	subjects: Subject[];
}

const NODES = [
	{ api: 'pro', type: JAMF_PRO, resources: proResources },
	{ api: 'classic', type: JAMF_CLASSIC, resources: classicResources },
] as const;

/** Every operation of both nodes. */
export function listOperations(): OperationSubject[] {
	return NODES.flatMap(({ api, type, resources }) =>
		resources.flatMap((resource) =>
			resource.operations.map((operation): OperationSubject => ({ kind: 'operation', api, type, resource, operation })),
		),
	);
}

const REQUESTS = 60;

/** Requests to random paths of both APIs. */
function listRequests(random: () => number): RequestSubject[] {
	const routes = ([['pro', pro] as const, ['classic', classic] as const] as const).flatMap(([api, { resources }]) =>
		resources.flatMap(({ operations }) =>
			operations.flatMap(({ routes: [{ method, path }] }) => ({ api, method, path })),
		),
	);
	return (['request', 'httpRequest'] as const).flatMap((kind) =>
		Array.from({ length: REQUESTS }, () => ({ kind, ...pick(random, routes) })),
	);
}

/** Each event with a group, one without, and each inventory. */
const TRIGGERS: TriggerSubject[] = [
	...['SmartGroupComputerMembershipChange', 'SmartGroupMobileDeviceMembershipChange', 'SmartGroupUserMembershipChange']
		.flatMap((event) => [[event], [event, 'ComputerAdded']])
		.concat([['ComputerAdded', 'RestAPIOperation']])
		.map((events): TriggerSubject => ({ kind: 'trigger', type: JAMF_TRIGGER, parameters: { events } })),
	...['computer', 'mobileDevice'].map((resource): TriggerSubject => ({
		kind: 'trigger',
		type: JAMF_INVENTORY_TRIGGER,
		parameters: { resource },
	})),
];

/** Divides every subject among workflows, each for a server version that has the routes. */
export function generateWorkflows(
	random: () => number,
	count: number,
	servers: ReadonlyMap<string, Simulator['routes']>,
): GeneratedWorkflow[] {
	const versions = [...servers.keys()];
	const workflows = Array.from({ length: count }, (_, index): GeneratedWorkflow => ({
		version: versions[index % versions.length] ?? '',
		subjects: [],
	}));
	for (const subject of shuffle(random, [...listOperations(), ...listRequests(random), ...TRIGGERS])) {
		const usable = versions.filter((version) => isServed(servers.get(version) ?? [], subject));
		if (usable.length === 0) throw new Error(`no server has ${describeSubject(subject)}`);
		const version = pick(random, usable);
		const own = workflows.filter((workflow) => workflow.version === version);
		const smallest = Math.min(...own.map(({ subjects }) => subjects.length));
		pick(
			random,
			own.filter(({ subjects }) => subjects.length === smallest),
		).subjects.push(subject);
	}
	return workflows;
}

export function describeSubject(subject: Subject): string {
	if (subject.kind === 'operation') return `${subject.api} ${subject.resource.value}.${subject.operation.value}`;
	if (subject.kind === 'trigger') return `${subject.type} ${JSON.stringify(subject.parameters)}`;
	return `${subject.kind} ${subject.method} ${subject.path}`;
}

/** Whether a server has a route for every request of the subject. */
function isServed(routes: Simulator['routes'], subject: Subject): boolean {
	if (subject.kind === 'trigger') return true;
	if (subject.kind !== 'operation') return hasRoute(routes, subject.api, subject);
	const { operation } = subject;
	const requirements = operation.requires(storedParameters({}, operation.properties, { isIncomplete: true }));
	return requirements.every((requirement) => hasOneOf(routes, requirement));
}

/** A request of an operation can be sent to an older route. */
function hasOneOf(routes: Simulator['routes'], requirement: Requirement): boolean {
	if ('unknown' in requirement || requirement.condition !== undefined) return true;
	const { api, method, path } = requirement.request;
	const found = findRoute(api === 'pro' ? pro : classic, method, path);
	return (found?.operation.routes ?? [{ method, path }]).some((route) => hasRoute(routes, api, route));
}

/** Whether a server has a route with this method and template of a path. */
export function hasRoute(
	routes: Simulator['routes'],
	api: Api,
	{ method, path }: { method: string; path: string },
): boolean {
	const wanted = `${api === 'pro' ? '/api' : '/JSSResource'}${path}`.split('/');
	const isPlaceholder = (part = '') => part.startsWith('{');
	return routes.some((route) => {
		const parts = route.path.split('/');
		const isSame = (part: string, index: number) =>
			part === wanted[index] || isPlaceholder(part) || isPlaceholder(wanted[index]);
		return route.method === method && parts.length === wanted.length && parts.every(isSame);
	});
}
