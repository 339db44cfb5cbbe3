import { merge } from '../../shared/calls/mergeForPut';
import { isObject } from '../../shared/parameters/propertyPath';
import type { ElementRow } from '../../shared/catalogue/elements';
import { InputError } from '../../shared/transport/errors/errors';
import { assertKept } from './keptWhile';
import { UnsupportedValueError } from './serializeScalar';
import { isEmpty, isSame, type Stored } from './storedObject';
import type { Target } from './target';
import { assertSameAsTwin } from './twins';

interface Context {
	/** The object that contains the element. */
	value: Record<string, unknown>;
	path: string;
	/** The stored element, and the stored object that contains it. */
	stored: Stored | undefined;
	parent: Stored | undefined;
	/** Whether the object is an entry of a list. */
	inList: boolean;
}

/** The value to write for an element, or `undefined` to omit it. `isIgnored`: omitted although the user set it. */
interface Decision {
	value?: unknown;
	isIgnored?: true;
}

const OMITTED: Decision = {};

/**
 * @throws InputError when a required value is missing, the server would erase a secret or needs a confirmation, or two names of a field have
 * different values
 */
export function decideField(row: ElementRow, context: Context, target: Target): Decision {
	const { value, path, stored } = context;
	const own = Object.hasOwn(value, row.name) ? value[row.name] : undefined;
	if (row.readOnly === true || isComputed(row, context)) {
		return isUserValue(own, row, context, target) ? { isIgnored: true } : OMITTED;
	}
	const given = own ?? complete(own, row, context, target);
	const missing = (target.isNew || context.inList) && isBlank(given) ? requiredIn(row) : undefined;
	if (missing !== undefined) throw missingField(`${path.slice(0, path.length - row.name.length)}${missing}`);
	if (given === undefined) return OMITTED;
	if (row.confirm?.includes(String(given)) === true && target.isConfirmed?.() !== true)
		throw unconfirmed(String(given));
	assertSameAsTwin(given, row, context);
	if (isLeftOut(given, row, context, target)) return OMITTED;
	if (removesMembers(given, row, context, target)) throw emptyMembers(path);
	if (row.fixed !== undefined && String(given) !== row.fixed) {
		return target.isWriteBack === true ? OMITTED : { isIgnored: true };
	}
	assertKept(given, row, { siblings: value, path, stored, parent: context.parent }, target);
	if (row.isMerged === true && isObject(stored?.value)) return { value: merge(stored.value, given) };
	if (row.isProtected === true && !target.isNew) rejectLostSecrets(given, row, path, stored);
	return { value: given };
}

/**
 * The value for an element that is not given: the value of the same field under another name, a companion of another element, or a default.
 */
function complete(own: unknown, row: ElementRow, { value, inList }: Context, { isNew }: Target): unknown {
	if (own === null) return own;
	if (row.from !== undefined && !isBlank(value[row.from])) return value[row.from];
	if (row.companion !== undefined && value[row.companion.name] === row.companion.value) return '';
	return isNew || inList ? row.default : undefined;
}

function isLeftOut(given: unknown, row: ElementRow, context: Context, target: Target): boolean {
	const { value, stored } = context;
	if (row.unless !== undefined && value[row.unless] !== undefined) return true;
	if (row.returned !== undefined && target.isWriteBack === true && given === row.returned) return true;
	if (row.omitEmpty === true && isEmpty(given)) {
		return row.companion === undefined || value[row.companion.name] !== row.companion.value;
	}
	if (row.isProtected === true && stored !== undefined && isSame(given, stored.value, true)) return true;
	return row.only === 'smart' && smartness(context) === 'false' && isEmpty(given);
}

/** Whether an element contains the members of a smart group, which Jamf finds by its criteria. */
function isComputed({ only }: ElementRow, context: Context): boolean {
	return only === 'static' && smartness(context) === 'true';
}

/** Whether the group is smart, as text: `true`, `false` or, if that is not known, `undefined`. */
function smartness({ value, parent }: Context): string {
	const stored = isObject(parent?.value) ? parent.value.is_smart : undefined;
	return String(value.is_smart ?? stored);
}

/** Whether the user set an element that Jamf does not accept, instead of sending back a value that was read. */
function isUserValue(own: unknown, row: ElementRow, { inList, stored }: Context, target: Target): boolean {
	if (isEmpty(own) || inList || target.isWriteBack === true) return false;
	const isTwin = target.rows.some(({ from }) => from === row.name);
	return !isTwin && (stored === undefined || !isSame(own, stored.value));
}

/** An expression without results must not remove all members of a static group. */
function removesMembers(given: unknown, { only }: ElementRow, { stored }: Context, target: Target): boolean {
	if (only !== 'static' || target.isNew || target.allowsEmptyList === true || !isEmpty(given)) return false;
	return stored === undefined || !isEmpty(stored.value);
}

function emptyMembers(path: string): UnsupportedValueError {
	return new UnsupportedValueError(
		`The field ${path} is an empty list, which removes all members.`,
		'Nothing was sent. Check its expression, or turn on the option Allow Empty List.',
	);
}

/** A write without the password of an entry erases the stored one, which the server never returns (jamf-behavior 11.53). */
function rejectLostSecrets(given: unknown, { of = [] }: ElementRow, path: string, stored: Stored | undefined): void {
	const secret = of.find((inner) => inner.secret === true && inner.readOnly !== true)?.name;
	if (secret === undefined || !Array.isArray(given) || !Array.isArray(stored?.value)) return;
	const hasSecret = (entry: unknown) => isObject(entry) && !isBlank(entry[`${secret}_sha256`]);
	const nameOf = (entry: unknown) => (isObject(entry) ? String(entry.username ?? entry.name ?? '') : '');
	const secretive = new Set(stored.value.filter(hasSecret).map(nameOf));
	const losing = given.filter((entry) => isObject(entry) && secretive.has(nameOf(entry)) && isBlank(entry[secret]));
	if (losing.length === 0) return;
	throw new InputError(
		`Jamf does not return the ${secret} of ${losing.map((entry) => `"${nameOf(entry)}"`).join(', ')} in ${path}, and this update would erase it.`,
		`Nothing was sent. Set ${secret} in these entries too, or leave ${path} out to keep all of them.`,
	);
}

function unconfirmed(value: string): InputError {
	return new InputError(
		`"${value.slice(0, 60)}" is destructive and was not confirmed.`,
		'Nothing was sent. Turn on the option Confirm to go ahead.',
	);
}

function missingField(path: string): InputError {
	return new InputError(`The field ${path} is missing.`, 'Nothing was sent. Set this field: Jamf requires it.');
}

/**
 * The first required element of a row: the row itself, or one inside it. Lists can be omitted even if their entries have required elements.
 */
function requiredIn({ name, required, readOnly, of = [], item, repeated }: ElementRow): string | undefined {
	if (required === true) return name;
	if (item !== undefined || repeated === true || readOnly === true) return undefined;
	const [inner] = of.flatMap((row) => requiredIn(row) ?? []);
	return inner === undefined ? undefined : `${name}.${inner}`;
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
