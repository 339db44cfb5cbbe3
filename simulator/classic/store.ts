import type { NodeNumber } from '../cluster';
import type { Collection } from '../collection';
import { type ClassicObject, titlePart, titleSection } from './tree';

/** Stores the objects of a type: with the Classic ones, or with the records of the Jamf Pro API. */
export interface Store {
	ids(node?: NodeNumber): number[];
	/** A whole object with its ID, as one cluster node sees it. */
	read(id: number, node?: NodeNumber): ClassicObject | undefined;
	insert(object: ClassicObject, node?: NodeNumber): number;
	write(id: number, object: ClassicObject, node?: NodeNumber): void;
	remove(id: number, node?: NodeNumber): void;
	/** A client reads the object. */
	touch?(id: number): void;
}

/** Records that exist in Jamf Pro too, read and changed through a mapping. */
export function sharedStore<T extends { id: number }>(
	collection: Collection<T>,
	shown: (record: T) => ClassicObject,
	changed: (object: ClassicObject, current: T | undefined) => Omit<T, 'id'>,
): Store {
	return {
		ids: (node) => collection.ids(node),
		read: (id, node) => {
			const record = collection.read(id, node);
			return record && shown(record);
		},
		insert: (object, node) => collection.insert((id) => ({ ...changed(object, undefined), id }) as T, node).id,
		write: (id, object, node) => collection.write(id, { ...changed(object, collection.read(id, node)), id } as T, node),
		remove: (id, node) => collection.remove(id, node),
	};
}

/** Objects that exist only in Classic. */
export const ownStore = (collection: Collection<ClassicObject>): Store => ({
	ids: (node) => collection.ids(node),
	read: (id, node) => collection.read(id, node),
	insert: (object, node) => {
		let id = 0;
		collection.insert((newId) => withId(object, (id = newId)), node);
		return id;
	},
	write: (id, object, node) => collection.write(id, withId(object, id), node),
	remove: (id, node) => collection.remove(id, node),
});

/** jamf-behavior 5.1: an ID in a body is ignored; the server's own comes first, where the type has it. */
function withId(object: ClassicObject, id: number): ClassicObject {
	const section = titleSection(object);
	return section === undefined ? { ...object, id } : { ...object, [section]: { ...titlePart(object), id } };
}

/** A store that deletes an object only after a time without a request for it (jamf-behavior 11.9). */
export function withDelayedRemoval(store: Store, delayMs: number, now: () => number): Store {
	const due = new Map<number, number>();
	const postpone = (id: number) => due.set(id, now() + delayMs);
	const settle = () => {
		for (const [id, at] of due) {
			if (now() < at) continue;
			due.delete(id);
			store.remove(id);
		}
	};
	return {
		...store,
		ids: (node) => {
			settle();
			return store.ids(node);
		},
		read: (id, node) => {
			settle();
			return store.read(id, node);
		},
		remove: (id) => void postpone(id),
		touch: (id) => void (due.has(id) && postpone(id)),
	};
}
