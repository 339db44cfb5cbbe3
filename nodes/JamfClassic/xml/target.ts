import type { ElementRow } from '../../shared/catalogue/elements';
import type { Stored } from './storedObject';

/** How to write a value. */
export interface Target {
	root: string;
	rows: readonly ElementRow[];
	/** Whether the object is new, so that required elements must be set. An update can contain only some sections (jamf-behavior 5.2). */
	isNew: boolean;
	/** Send elements and values that are not in the rows. */
	sendUnknown: boolean;
	/** Whether the value is an object as returned by Get. */
	isWriteBack?: boolean;
	/** The object to update. Its elements and values are accepted even if they are not in the rows. */
	stored?: Stored | undefined;
	/** Omit elements that are not in the rows, even if the stored object contains them. */
	omitUnknown?: boolean;
	/** The whole value, without its root. */
	whole?: unknown;
	/** Whether the user, or an operation with a separate option, allows an empty list of members. */
	allowsEmptyList?: boolean;
	/** Whether the user confirmed values that erase or lock. */
	isConfirmed?: () => boolean;
}
