import type { ElementRow } from '../../shared/catalogue/elements';
import { isObject } from '../../shared/parameters/propertyPath';
import { UnsupportedValueError } from './serializeScalar';
import { isEmpty, isSame, type Stored } from './storedObject';
import type { Target } from './target';

/** Values that the server resets elements to. */
const RESET = new Set(['false', '0', '-1', 'none']);

/** Whether the server only keeps a value under a condition that the given object does not contain. */
export function isUndecided(siblings: Record<string, unknown>, row: ElementRow, whole: unknown): boolean {
	return isConditional(siblings[row.name], row) && isEmpty(givenCondition(siblings, row, whole));
}

/** The server always accepts the value that it resets an element to. */
function isConditional(value: unknown, { keptWhile }: ElementRow): boolean {
	return keptWhile !== undefined && !isEmpty(value) && !RESET.has(String(value));
}

function givenCondition(siblings: Record<string, unknown>, { keptWhile }: ElementRow, whole: unknown): unknown {
	const name = keptWhile?.name ?? '';
	return name.includes('.') ? valueAt(whole, name) : siblings[name];
}

interface Context {
	/** The given object that contains the element, and the given element. */
	siblings: Record<string, unknown>;
	path: string;
	/** The stored element, and the stored object that contains it. */
	stored: Stored | undefined;
	parent: Stored | undefined;
}

/** @throws UnsupportedValueError when the server would reset the value with a success status (jamf-behavior 11.35, 11.40, 11.53) */
export function assertKept(value: unknown, row: ElementRow, context: Context, target: Target): void {
	if (row.keptWhile === undefined || !isConditional(value, row) || target.sendUnknown) return;
	if (context.stored !== undefined && isSame(value, context.stored.value, true)) return;
	if (target.isNew && target.isWriteBack === true) return;
	const { name, value: needed } = row.keptWhile;
	const stored = name.includes('.') ? target.stored : context.parent;
	const actual = givenCondition(context.siblings, row, target.whole) ?? valueAt(stored?.value, name);
	if (isEmpty(actual) || String(actual) === needed) return;
	throw new UnsupportedValueError(
		`Jamf keeps ${context.path} only while ${name} is "${needed}", and would reset it.`,
		`Nothing was sent. Set ${name} to "${needed}" too, or leave ${context.path} out.`,
	);
}

function valueAt(object: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), object);
}
