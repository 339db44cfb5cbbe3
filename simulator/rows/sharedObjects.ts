import type { NodeNumber } from '../cluster';
import { Collection } from '../collection';
import type { Store as ClassicStore } from '../classic/store';
import { ONLY_PRO } from '../classic/tree';
import { isObject, type Json, type JsonObject, merge } from '../json';
import type { ServerState } from '../state';
import { put, valueAt } from './shape';
import { SHARED, type SharedType } from './sharedTypes';

/** Objects of the Classic API as Jamf Pro returns them: one record, seen through both. */
class SharedObjects extends Collection<JsonObject> {
	constructor(
		private readonly state: ServerState,
		private readonly objects: ClassicStore,
		private readonly type: SharedType,
		/** Values without a source. */
		private readonly made: (id: number) => JsonObject,
	) {
		super(state.cluster);
	}

	override ids(node?: NodeNumber): number[] {
		const { belongs } = this.type;
		const all = this.objects.ids(node);
		return belongs ? all.filter((id) => belongs(this.objects.read(id, node) ?? {})) : all;
	}

	override read(id: number, node?: NodeNumber): JsonObject | undefined {
		const object = this.objects.read(id, node);
		if (!object || this.type.belongs?.(object) === false) return undefined;
		const known = object[ONLY_PRO];
		const record = structuredClone(isObject(known) ? known : this.made(id));
		for (const [field, { read }] of Object.entries(this.type.fields)) {
			const value = read(object);
			if (value !== undefined) put(record, field, value);
		}
		return record;
	}

	override insert(make: (id: number) => JsonObject, node?: NodeNumber): JsonObject {
		const id = this.objects.insert(this.type.fresh ?? {}, node);
		const record = make(id);
		try {
			this.write(id, record, node);
		} catch (error) {
			this.objects.remove(id, node);
			throw error;
		}
		return record;
	}

	override write(id: number, record: JsonObject | undefined, node?: NodeNumber): void {
		if (record === undefined) return this.objects.remove(id, node);
		let object = this.objects.read(id, node) ?? {};
		const before = this.read(id, node) ?? {};
		this.type.check?.(record, object, (device) => this.state.classic.store('mobiledevices').read(device, node));
		for (const [field, { write, always }] of Object.entries(this.type.fields)) {
			const value = valueAt(record, field);
			const isNew = value !== undefined && (always === true || !same(value, valueAt(before, field)));
			if (isNew && write) object = merge(object, write(value, object));
		}
		this.objects.write(id, { ...object, [ONLY_PRO]: record }, node);
	}

	override memoised(_key: string, _node: NodeNumber | undefined, compute: () => number[]): number[] {
		return compute();
	}
}

const same = (a: Json, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `undefined`: such objects exist only in Jamf Pro. */
export function sharedObjects(
	state: ServerState,
	resource: string,
	made: (id: number) => JsonObject,
): Collection<JsonObject> | undefined {
	const type = SHARED[resource];
	return type && new SharedObjects(state, state.classic.store(type.classic), type, made);
}
