import type { ClassicObject } from '../tree';
import type { XmlElement } from '../xml';

export interface RuleContext {
	/** The root of the body. */
	element: XmlElement;
	/** What was stored; `undefined` for a new object. */
	current: ClassicObject | undefined;
	objects: {
		/** Names of the groups of the directory; `undefined`: it has every group. */
		directoryGroups: readonly string[] | undefined;
	};
}

/** How a type treats what is written, beyond its elements. */
export interface Rule {
	/** Of a write: changes or refuses what the elements left of the body. */
	accept?: (given: ClassicObject, context: RuleContext) => ClassicObject;
	/** Of a write: changes the whole object before it is stored. */
	store?: (object: ClassicObject, context: RuleContext) => ClassicObject;
	/** Of a GET: changes what is shown of the stored object. */
	show?: (object: ClassicObject, reads: number) => ClassicObject;
}
