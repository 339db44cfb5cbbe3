import type { ClassicObject } from '../tree';
import type { Resolve } from '../references';
import type { XmlElement } from '../xml';

export interface RuleContext {
	/** The root of the body. */
	element: XmlElement;
	/** The stored object; `undefined` for a new one. */
	current: ClassicObject | undefined;
	objects: {
		/** Names of the directory groups; `undefined`: every group exists. */
		directoryGroups: readonly string[] | undefined;
		/** Whether elements that the server derives are rejected instead of ignored. */
		rejectsDerivedElements?: boolean;
		/** Missing for seeded objects. */
		resolve?: Resolve;
	};
}

/** How a type handles writes, beyond its elements. */
export interface Rule {
	/** On a write: changes or rejects the accepted part of the body. */
	accept?: (given: ClassicObject, context: RuleContext) => ClassicObject;
	/** On a write: changes the whole object before it is stored. */
	store?: (object: ClassicObject, context: RuleContext) => ClassicObject;
	/** On a GET: changes the returned view of the stored object. `reads`: how many there were since the last write. */
	show?: (object: ClassicObject, reads: number) => ClassicObject;
}
