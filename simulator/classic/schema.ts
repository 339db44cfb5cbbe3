import type { ElementRow, Elements } from '../../nodes/shared/catalogue/elements';
import type { Catalogue, OperationRow, ResourceRow, RouteRow } from '../../nodes/shared/catalogue/types';

/** One operation of Jamf's Classic document, with where its row says that the answer stands. */
export interface ClassicOperation {
	method: RouteRow['method'];
	/** Below `/JSSResource`: `/policies/id/{id}`. */
	path: string;
	privileges: readonly string[];
	row: OperationRow;
	resource: ResourceRow;
	elements: readonly ElementRow[];
}

/** The objects behind one first segment of a path. */
export interface ClassicType {
	/** `computergroups` */
	path: string;
	/** Elements of one object and of the list (jamf-behavior 5.4): `computer_group`, `computer_groups`. */
	root: string;
	plural: string;
	/** `computer group` */
	noun: string;
	elements: readonly ElementRow[];
	operations: ClassicOperation[];
	/** There is one of it: settings. */
	single: boolean;
}

/** The first segment; accounts are two types behind one (jamf-behavior 5.5). */
function typeKey(path: string): string {
	const [, first = '', second = ''] = path.split('/');
	if (first !== 'accounts' || second === '') return first;
	return /^group/.test(second) ? 'accounts/group' : 'accounts/user';
}

/** The nodes write one log only, the server's examples have other names of it too. */
const LOG = /^\/logflush\/policy\//;

const ORDERS = /_(additions|deletions)$/;
const BARE: readonly ElementRow[] = [{ name: 'id', type: 'number' }, { name: 'name' }];

/** What the simulator knows of Classic, from the rows that the nodes are made of. */
export class Schema {
	readonly types = new Map<string, ClassicType>();

	constructor(
		{ resources }: Pick<Catalogue, 'resources'>,
		private readonly elements: Elements,
	) {
		for (const resource of resources) {
			for (const row of resource.operations) {
				for (const route of row.routes) this.#add(resource, row, route);
			}
		}
	}

	byRoot(root: string): ClassicType | undefined {
		return [...this.types.values()].find((type) => type.root === root && !type.single && !type.path.includes('/'));
	}

	#add(resource: ResourceRow, row: OperationRow, { method, path, privileges = [] }: RouteRow): void {
		const segment = typeKey(path);
		const known = this.types.get(segment);
		const type = known ?? this.#type(resource, segment);
		if (!known) this.types.set(segment, type);
		const elements = this.#elements(`${resource.value}.${row.value}`) ?? this.#elements(resource.value) ?? BARE;
		type.operations.push({ method, path: path.replace(LOG, '/logflush/{log}/'), privileges, row, resource, elements });
	}

	#type(resource: ResourceRow, path: string): ClassicType {
		const root = resource.root ?? path;
		const [segment = path] = path.split('/');
		const lists = resource.operations.filter((row) => row.routes.some((route) => route.path === `/${segment}`));
		const list = lists.find((row) => row.list !== undefined);
		return {
			path,
			root,
			plural: list?.root ?? list?.list?.field ?? `${root}s`,
			noun: resource.noun,
			elements: this.#elements(resource.value) ?? BARE,
			operations: [],
			single: lists.length > 0 && list === undefined,
		};
	}

	#elements(key: string): ElementRow[] | undefined {
		const found = this.elements[key];
		// Changes of a group's members are orders, nothing of the group (jamf-behavior 5.8).
		return typeof found === 'string' ? this.#elements(found) : found?.filter(({ name }) => !ORDERS.test(name));
	}
}
