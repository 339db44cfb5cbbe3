import type { Route } from '../route';
import type { World } from '../world';
import { accountRoutes } from './accounts';
import { commandRoutes } from './commands';
import { computerRoutes } from './computers/routes';
import { deviceDocument } from './documents';
import { fileUpload } from './fileUploads';
import { flushCommands, flushLogs } from './flush';
import { lookupsOf } from './lookups';
import { type Handle, type Operation, ordinary } from './operations';
import { patchPolicyRoutes } from './patchPolicies';
import { ClassicResource } from './resource';
import type { ClassicOperation, ClassicType } from './schema';

const ROOT = '/JSSResource';

/** Every operation of the rows, and what the server knows beyond Jamf's document. */
export function classicRoutes(world: World): Route[] {
	const routes = new Map<string, Route>();
	for (const type of world.classic.schema.types.values()) {
		for (const operation of type.operations.flatMap((known) => beyond(type, known))) {
			const { method, path, privileges } = operation;
			const handle = handlerOf(world, type, operation);
			const key = `${method} ${path}`;
			if (!routes.has(key)) routes.set(key, { method, path: ROOT + path, privileges, handle });
		}
	}
	return [...routes.values()];
}

/** What is peculiar of a type; `undefined`: the ordinary way. */
type Special = (operation: Operation) => Handle | undefined;

const SPECIAL: Readonly<Record<string, Special>> = {
	accounts: accountRoutes,
	commandflush: flushCommands,
	computerapplications: deviceDocument(),
	computerapplicationusage: deviceDocument('computers'),
	computercommands: commandRoutes('computers'),
	computerhardwaresoftwarereports: deviceDocument('computers'),
	computerhistory: deviceDocument('computers'),
	computermanagement: deviceDocument('computers'),
	computers: computerRoutes,
	fileuploads: fileUpload,
	logflush: flushLogs,
	mobiledevicecommands: commandRoutes('mobiledevices'),
	mobiledevicehistory: deviceDocument('mobiledevices'),
	patchpolicies: patchPolicyRoutes,
};

function handlerOf(world: World, type: ClassicType, { method, path, row, elements }: ClassicOperation): Handle {
	const resource = new ClassicResource(world.classic, type);
	const segments = path.split('/').slice(2);
	const operation: Operation = { world, resource, method, segments, row, elements };
	return SPECIAL[type.path]?.(operation) ?? ordinary(operation);
}

/** facts 5.1 and 5.5: reading by other names, writing by name, and subsets wherever a whole object can be read. */
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
