import type { ElementRow } from '../../shared/catalogue/elements';
import type { Stored } from './storedObject';

/** What a value is written as. */
export interface Target {
	root: string;
	rows: readonly ElementRow[];
	/** A new object must have what is required. An update contains some sections only (jamf-behavior 5.2). */
	isNew: boolean;
	/** Send elements and values that the rows do not have. */
	sendUnknown: boolean;
	/** The value is an object as Get returns it. */
	isWriteBack?: boolean;
	/** The object that is updated. What it has is accepted although the rows do not have it. */
	stored?: Stored | undefined;
	/** Leave out elements that the rows do not have, although the stored object has them. */
	omitUnknown?: boolean;
	/** The whole value, without its root. */
	whole?: unknown;
	/** The user allows an empty list of members, or an operation of its own has asked. */
	allowsEmptyList?: boolean;
	/** The user confirmed values that erase or lock. */
	isConfirmed?: boolean;
}
