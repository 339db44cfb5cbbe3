import type { ClassicObjects } from './objects';
import type { ClassicObject } from './tree';
import type { XmlElement } from './xml';

interface Write {
	/** The body. */
	element: XmlElement;
	/** The current object, with what was understood of the body laid over it. */
	given: ClassicObject;
	current: ClassicObject | undefined;
	objects: ClassicObjects;
}

/** What is peculiar about writing a type; returns what is stored. */
export type Change = (write: Write) => ClassicObject;
