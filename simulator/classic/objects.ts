import type { NodeNumber } from '../cluster';
import { Collection, type Observer } from '../collection';
import { isObject } from '../json';
import type { Records } from '../records';
import { computerStore, computerSummary } from './computers/store';
import { idOfComputer } from './computers/lookup';
import type { Resolve } from './references';
import type { ClassicType, Schema } from './schema';
import { seedCount, seededObject } from './seeds';
import { sharedStores } from './shared';
import { ownStore, type Store, withDelayedRemoval } from './store';
import { type ClassicObject, nameOf, sameText, titlePart } from './tree';

/** Identifiers of an object, in the order in which they are tried. */
const KEYS = ['serial_number', 'udid', 'name', 'username', 'email', 'wifi_mac_address', 'mac_address'] as const;

/** All objects of the Classic API, by the first segment of their path. */
export class ClassicObjects {
	readonly #stores = new Map<string, Store>();

	readonly #collections = new Map<string, Collection<ClassicObject>>();

	/** Names of the directory groups; `undefined`: every group exists. */
	directoryGroups: readonly string[] | undefined;

	/** The setting of Self Service: without it, GET omits all notification elements (jamf-behavior 11.11). */
	hasNotifications = true;

	/** Whether GET omits the name of a site or category with the ID -1; servers do either (jamf-behavior 11.5). */
	omitsNamesOfNone = false;

	/** Whether a policy with elements that the server derives is rejected instead of stored without them (jamf-behavior 11.53). */
	rejectsDerivedElements = false;

	/** Types of payloads that are stored without interpretation. It is not known which ones servers have (jamf-behavior 11.6). */
	verbatimPayloadTypes: readonly string[] = [];

	/** Reads of an object since it was last written. */
	readonly #reads = new Map<string, number>();

	/** Older servers discard the `header` of a webhook (jamf-behavior 6.1). */
	storesWebhookHeaders = true;

	constructor(
		private readonly state: Records,
		readonly schema: Schema,
	) {}

	/** `policies`, `computergroups`; `accounts/user` and `accounts/group`. */
	store(path: string): Store {
		const known = this.#stores.get(path);
		if (known) return known;
		const store = this.#make(path);
		this.#stores.set(path, store);
		return store;
	}

	/** A type that exists only in Classic. */
	observe(path: string, observer: Observer<ClassicObject>): void {
		this.#collection(path, this.type(path)).observe(observer);
	}

	type(path: string): ClassicType {
		const type = this.schema.types.get(path);
		if (!type) throw new Error(`no Classic type ${path}`);
		return type;
	}

	/** The first object whose element has this text, ignoring case (jamf-behavior 5.6). */
	find(path: string, element: string, text: string, node?: NodeNumber): number | undefined {
		if (path === 'computers') return idOfComputer(this.state, element, text, node);
		const store = this.store(path);
		return store.ids(node).find((id) => {
			const object = store.read(id, node);
			return object !== undefined && sameText(titlePart(object)[element] ?? object[element] ?? '', text);
		});
	}

	/** Finds an object by ID, or else by any identifier in the entry. */
	readonly resolve: Resolve = (root, entry) => {
		const type = this.schema.byRoot(root);
		if (!type) return undefined;
		const id = Number(entry.id ?? 0);
		if (id > 0) return this.summary(type.path, id);
		const key = KEYS.find((name) => entry[name] !== undefined && entry[name] !== '');
		const found = key && this.find(type.path, key, String(entry[key]));
		return found === undefined ? undefined : this.summary(type.path, found);
	};

	readonly isType = (root: string): boolean => this.schema.byRoot(root) !== undefined;

	wrote(path: string, id: number): void {
		this.#reads.set(`${path}/${id}`, 0);
	}

	/** How often an object was read since it was last written, before this read. */
	countRead(path: string, id: number): number {
		const key = `${path}/${id}`;
		const reads = this.#reads.get(key) ?? Number.POSITIVE_INFINITY;
		this.#reads.set(key, reads + 1);
		return reads;
	}

	/** An object without nested structure. */
	summary(path: string, id: number): ClassicObject | undefined {
		if (path === 'computers') return computerSummary(this.state, id);
		const object = this.store(path).read(id);
		if (!object) return undefined;
		const location = isObject(object.location) ? object.location : {};
		return { ...location, ...object, ...titlePart(object), id, name: nameOf(object) };
	}

	#make(path: string): Store {
		if (path === 'computers') return computerStore(this.state, this.type(path), this.pick);
		const type = this.type(path);
		const shared = sharedStores(this.state)[path];
		if (shared) return shared;
		const store = ownStore(this.#collection(path, type));
		const { removedAfterMs } = type.account.statuses ?? {};
		return removedAfterMs === undefined ? store : withDelayedRemoval(store, removedAfterMs, this.state.cluster.now);
	}

	#collection(path: string, type: ClassicType): Collection<ClassicObject> {
		const { settings, cluster } = this.state;
		const make = (id: number) => seededObject(type, id, settings.seed, this.pick);
		const collection = this.#collections.get(path) ?? new Collection(cluster, { count: seedCount(type), make });
		this.#collections.set(path, collection);
		return collection;
	}

	readonly pick = (root: string, draw: number): ClassicObject | undefined => {
		const type = this.schema.byRoot(root);
		const ids = type ? this.store(type.path).ids() : [];
		return ids.length > 0 ? { id: ids[draw % ids.length]! } : undefined;
	};
}
