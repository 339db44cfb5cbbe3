import { conflict } from '../failure';
import type { Route } from '../route';
import type { ServerState } from '../state';
import { accountRoutes } from './accounts';
import { commandRoutes } from './commands';
import { computerRoutes } from './computers/routes';
import { documentOf } from './documents';
import { fileUpload } from './fileUploads';
import { flushCommands, flushLogs } from './logFlush';
import { lookupsOf } from './lookups';
import { type Handle, type Operation, ordinary } from './operations';
import { patchPolicyRoutes, patchVersionRoute } from './patchPolicies';
import { ClassicResource, USER_PRIVILEGE } from './resource';
import type { ClassicOperation, ClassicType } from './schema';

const ROOT = '/JSSResource';

/** Updates that do not exist but have an error of their own (jamf-behavior 11.46). */
const UNSUPPORTED = [{ path: '/mobiledeviceinvitations/id/{id}', text: 'Put is not supported' }];

/** Every operation of the rows, and undocumented ones that the server supports. */
export function classicRoutes(state: ServerState): Route[] {
	const routes = new Map<string, Route>();
	for (const type of state.classic.schema.types.values()) {
		for (const operation of type.operations.flatMap((known) => beyond(type, known))) {
			const { method, path, privileges } = operation;
			const handle = handlerOf(state, type, operation);
			const key = `${method} ${path}`;
			// Missing alone, it gets 409 and not 401 (jamf-behavior 11.25).
			const checked = method === 'PUT' && privileges.length > 1 ? USER_PRIVILEGE : undefined;
			const route: Route = { method, path: ROOT + path, privileges, ...(checked !== undefined && { checked }), handle };
			if (!routes.has(key)) routes.set(key, route);
		}
	}
	for (const { path, text } of UNSUPPORTED) {
		const handle: Handle = () => {
			throw conflict(text);
		};
		routes.set(`PUT ${path}`, { method: 'PUT', path: ROOT + path, privileges: [], handle });
	}
	return [...routes.values()];
}

/** The special behavior of a type; `undefined` for ordinary types. */
type Special = (operation: Operation) => Handle | undefined;

const about =
	(parent: string): Special =>
	(operation) =>
		documentOf(operation, parent);

const SPECIAL: Readonly<Record<string, Special>> = {
	accounts: accountRoutes,
	commandflush: flushCommands,
	computerapplications: documentOf,
	computerapplicationusage: about('computers'),
	computercommands: commandRoutes('computers'),
	computerhardwaresoftwarereports: about('computers'),
	computerhistory: about('computers'),
	computermanagement: about('computers'),
	computers: computerRoutes,
	fileuploads: fileUpload,
	logflush: flushLogs,
	mobiledevicecommands: commandRoutes('mobiledevices'),
	mobiledevicehistory: about('mobiledevices'),
	patches: patchVersionRoute,
	patchpolicies: patchPolicyRoutes,
	patchreports: (operation) =>
		documentOf({ ...operation, segments: ['id', ...operation.segments.slice(1)] }, 'patchsoftwaretitles'),
};

function handlerOf(state: ServerState, type: ClassicType, { method, path, row }: ClassicOperation): Handle {
	const resource = new ClassicResource(state.classic, type);
	const segments = path.split('/').slice(2);
	const operation: Operation = { state, resource, method, segments, row };
	return SPECIAL[type.path]?.(operation) ?? ordinary(operation) ?? part(operation);
}

/** Reads below an object, such as a version or a directory user. */
function part(operation: Operation): Handle {
	const { method, resource, segments } = operation;
	if (method !== 'GET') throw new Error(`nothing does ${method} ${resource.type.path}/${segments.join('/')}`);
	return documentOf(operation, segments.length > 2 ? resource.type.path : undefined);
}

/** jamf-behavior 5.1 and 5.5: reads by other identifiers, writes by name, and subsets wherever a whole object can be read. */
function beyond(type: ClassicType, operation: ClassicOperation): ClassicOperation[] {
	const { method, path, row } = operation;
	const [, start, rest = ''] =
		/^(\/\w+\/)(?:id|userid|groupid)\/\{\w+\}(\/\{start_date\}_\{end_date\})?$/.exec(path) ?? [];
	const keys = start === undefined ? [] : lookupsOf(type.path);
	const reading = method === 'GET' ? keys : keys.filter((key) => /name$/.test(key));
	const others = [operation, ...reading.map((key) => ({ ...operation, path: `${start}${key}/{${key}}${rest}` }))];
	const parts = method === 'GET' && row.subsets && !path.includes('/subset/');
	const subsets = parts ? others.map((other) => ({ ...other, path: `${other.path}/subset/{subset}` })) : [];
	return [...others, ...subsets];
}
