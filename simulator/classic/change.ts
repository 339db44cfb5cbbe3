import type { ClassicObjects } from './objects';
import type { ClassicObject } from './tree';
import type { XmlElement } from './xml';

interface Write {
	/** The request body. */
	element: XmlElement;
	/** The current object, merged with the accepted part of the body. */
	given: ClassicObject;
	current: ClassicObject | undefined;
	objects: ClassicObjects;
}

/** The special behavior of writes to a type; returns what is stored. */
export type Change = (write: Write) => ClassicObject;
