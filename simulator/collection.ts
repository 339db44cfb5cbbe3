import type { Cluster, NodeNumber } from './cluster';

interface Change<T> {
	value: T | undefined;
	/** What the other node returns until the change is replicated. */
	previous: T | undefined;
	writtenBy: NodeNumber | undefined;
	at: number;
}

interface Seed<T> {
	count: number;
	make: (id: number) => T;
}

/** Called on every write; `undefined` means that the record does not exist, before or after. */
export type Observer<T> = (id: number, value: T | undefined, previous: T | undefined) => void;

const MEMORIES = 16;

/** Records by ID. Seeded ones are generated on demand, only changes are stored. */
export class Collection<T> {
	readonly #changes = new Map<number, Change<T>>();
	readonly #memories = new Map<string, number[]>();
	readonly #observers: Observer<T>[] = [];
	#lastId: number;
	#settledAt = 0;

	constructor(
		private readonly cluster: Cluster,
		private readonly seed: Seed<T> = { count: 0, make: () => missingSeed() },
	) {
		this.#lastId = seed.count;
	}

	/** The view of one node, or the current state without a node. */
	read(id: number, node?: NodeNumber): T | undefined {
		const change = this.#changes.get(id);
		if (!change) return id >= 1 && id <= this.seed.count ? this.seed.make(id) : undefined;
		return this.#visible(change, node) ? change.value : change.previous;
	}

	insert(make: (id: number) => T, node?: NodeNumber): T {
		const id = ++this.#lastId;
		const value = make(id);
		this.write(id, value, node);
		return value;
	}

	observe(observer: Observer<T>): void {
		this.#observers.push(observer);
	}

	write(id: number, value: T | undefined, node?: NodeNumber): void {
		const truth = this.#observers.length > 0 ? this.read(id) : undefined;
		const previous = node === undefined ? undefined : this.read(id, node === 0 ? 1 : 0);
		const at = this.cluster.now();
		this.#changes.set(id, { value, previous, writtenBy: node, at });
		this.#lastId = Math.max(this.#lastId, id);
		this.#memories.clear();
		if (node !== undefined) this.#settledAt = Math.max(this.#settledAt, at + this.cluster.delay);
		for (const observer of this.#observers) observer(id, value, truth);
	}

	remove(id: number, node?: NodeNumber): void {
		this.write(id, undefined, node);
	}

	ids(node?: NodeNumber): number[] {
		return this.memoised('ids', node, () => this.#listIds(node));
	}

	values(node?: NodeNumber): T[] {
		return this.ids(node).map((id) => this.read(id, node) as T);
	}

	/** A list of IDs, computed once per state of the collection; never while a change is being replicated. */
	memoised(key: string, node: NodeNumber | undefined, compute: () => number[]): number[] {
		if (node !== undefined && this.cluster.now() < this.#settledAt) return compute();
		const known = this.#memories.get(key);
		if (known) return known;
		const ids = compute();
		if (this.#memories.size >= MEMORIES) this.#memories.clear();
		this.#memories.set(key, ids);
		return ids;
	}

	#listIds(node: NodeNumber | undefined): number[] {
		const ids: number[] = [];
		for (let id = 1; id <= this.seed.count; id++) {
			if (!this.#changes.has(id) || this.read(id, node) !== undefined) ids.push(id);
		}
		const added = [...this.#changes.keys()].filter((id) => id > this.seed.count && this.read(id, node) !== undefined);
		return ids.concat(added.sort((a, b) => a - b));
	}

	#visible(change: Change<T>, node: NodeNumber | undefined): boolean {
		if (node === undefined || change.writtenBy === undefined || change.writtenBy === node) return true;
		return this.cluster.now() >= change.at + this.cluster.delay;
	}
}

function missingSeed(): never {
	throw new Error('this collection has no seeded records');
}
