import type { ElementRow } from '../../shared/catalogue/elements';
import { InputError } from '../../shared/transport/errors/errors';

import { isSame, type Stored, storedChild } from './storedObject';

const SELF_SERVICE = 'Self Service';

/** Puts the element that says where Self Service notifies before the one that says whether it does (jamf-behavior 11.11). */
export function orderNotification(values: readonly unknown[]): unknown[] {
	return [...values.filter((value) => !isBoolean(value)), ...values.filter(isBoolean)];
}

/** Converts the notification of an object to the form that its resource stores (jamf-behavior 11.38, 11.53). */
export function convertNotification(
	value: Record<string, unknown>,
	rows: readonly ElementRow[],
	path: string,
	stored: Stored | undefined,
): Record<string, unknown> {
	const form = rows.find(({ notification }) => notification !== undefined)?.notification;
	if (form === undefined || value.notification === undefined) return value;
	// An unchanged notification is omitted from the update.
	if (form === 'single' && isSame(value.notification, storedChild(stored, 'notification')?.value, true)) return value;
	const given: unknown[] = Array.isArray(value.notification) ? value.notification : [value.notification];
	const isOn = given.findLast(isBoolean);
	const place = given.find((each) => !isBoolean(each) && each !== null && each !== '');
	if (form === 'single') return { ...value, notification: toSingle(isOn, place, path) };
	const type = value.notification_type ?? place;
	return {
		...value,
		notification: isOn === undefined ? [] : [isOn],
		...(type !== undefined && { notification_type: type }),
	};
}

/** macOS profiles store a single element, which resets the other setting. */
function toSingle(isOn: unknown, place: unknown, path: string): unknown[] {
	if (String(isOn) !== 'true') return place === undefined ? [isOn].filter((each) => each !== undefined) : [place];
	if (place === undefined || place === SELF_SERVICE) return [isOn];
	throw new InputError(
		`${path}.notification cannot be stored: Jamf resets "${String(place).slice(0, 60)}" when notifications are on (PI-1662).`,
		`Nothing was sent. Use "${SELF_SERVICE}", or leave notification out to keep what is stored.`,
	);
}

function isBoolean(value: unknown): boolean {
	return /^(true|false)$/.test(String(value));
}
