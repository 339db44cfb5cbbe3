import { classic } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow, ResourceRow, RouteRow } from '../../nodes/shared/catalogue/types';
import { Rules } from './rules';
import { type WireAccount, wireAccount, type WireElement, wireNames } from './wire';

/** One operation of the route table. */
export interface ClassicOperation {
	method: RouteRow['method'];
	/** Relative to `/JSSResource`: `/policies/id/{id}`. */
	path: string;
	privileges: readonly string[];
	row: OperationRow;
}

/** The objects under one first path segment. */
export interface ClassicType {
	/** `computergroups` */
	path: string;
	/** Elements of one object and of the list (jamf-behavior 5.4): `computer_group`, `computer_groups`. */
	root: string;
	plural: string;
	/** `computer group` */
	noun: string;
	readonly elements: readonly WireElement[];
	readonly account: WireAccount;
	readonly rules: Rules;
	operations: ClassicOperation[];
	/** Whether there is a single object: settings. */
	single: boolean;
}

/** The first segment; accounts are two types behind one (jamf-behavior 5.5). */
function typeKey(path: string): string {
	const [, first = '', second = ''] = path.split('/');
	if (first !== 'accounts' || second === '') return first;
	return /^group/.test(second) ? 'accounts/group' : 'accounts/user';
}

/** The nodes flush only one log; the server's examples name others too. */
const LOG = /^\/logflush\/policy\//;

/** The types of the Classic API: the routes of the catalogue, the elements of the wire account. */
export class Schema {
	readonly types = new Map<string, ClassicType>();

	constructor(resources: readonly ResourceRow[]) {
		for (const { noun, operations } of resources) {
			for (const row of operations) {
				for (const route of row.routes) this.#add(noun, row, route);
			}
		}
	}

	byRoot(root: string): ClassicType | undefined {
		return [...this.types.values()].find((type) => type.root === root && !type.single && !type.path.includes('/'));
	}

	#add(noun: string, row: OperationRow, { method, path, privileges = [] }: RouteRow): void {
		const segment = typeKey(path);
		const type = this.types.get(segment) ?? newType(segment, noun);
		this.types.set(segment, type);
		type.operations.push({ method, path: path.replace(LOG, '/logflush/{log}/'), privileges, row });
	}
}

function newType(path: string, noun: string): ClassicType {
	const { root, list = `${root}s`, single = false } = path === 'accounts' ? ACCOUNTS : wireNames(path);
	return {
		path,
		root,
		plural: list,
		noun,
		get elements() {
			return wireAccount(path).elements;
		},
		get account() {
			return wireAccount(path);
		},
		get rules() {
			return rulesOf(path);
		},
		operations: [],
		single,
	};
}

const rules = new Map<string, Rules>();

function rulesOf(path: string): Rules {
	const found = rules.get(path) ?? new Rules(wireAccount(path).rules ?? []);
	rules.set(path, found);
	return found;
}

const ACCOUNTS = { root: 'account', list: 'accounts', single: false };

let schema: Schema | undefined;

/** Cached, because every simulator reads the same routes. */
export function classicSchema(): Schema {
	schema ??= new Schema(classic.resources);
	return schema;
}
