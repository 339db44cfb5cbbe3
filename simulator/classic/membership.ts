import { conflict } from '../failure';
import { isObject } from '../json';
import type { Change } from './change';
import type { ClassicObject } from './tree';
import { child, childText, type XmlElement } from './xml';

interface Members {
	/** Elements of list and entry: `computers`, `computer`. */
	list: string;
	item: string;
	/** jamf-behavior 5.8: removing a non-member is rejected for computer groups, and ignored elsewhere. */
	strict?: true;
}

const ENTRY_KEYS = ['id', 'serial_number', 'udid', 'name', 'username', 'wifi_mac_address', 'mac_address'];

/** jamf-behavior 5.8: a list replaces all members; additions and deletions are one step, and one invalid entry rejects everything. */
export const membership =
	({ list, item, strict }: Members): Change =>
	({ element, given, current, objects }) => {
		const idsOf = (container: string) =>
			child(element, container)
				?.children.filter(({ name }) => name === item)
				.map((entry) => idOf(entry, item, objects.resolve));
		const before = Array.isArray(current?.[list]) ? current[list].filter(isObject).map(({ id }) => Number(id)) : [];
		const members = new Set(idsOf(list) ?? before);
		for (const id of idsOf(`${item}_additions`) ?? []) members.add(id);
		for (const id of idsOf(`${item}_deletions`) ?? []) {
			if (!members.delete(id) && strict) throw unmatched(item);
		}
		return { ...given, [list]: [...members].map((id) => ({ id })) };
	};

function idOf(
	entry: XmlElement,
	item: string,
	resolve: (root: string, entry: ClassicObject) => ClassicObject | undefined,
) {
	const given = Object.fromEntries(
		ENTRY_KEYS.flatMap((key) => {
			const text = childText(entry, key);
			return text === undefined ? [] : [[key, text]];
		}),
	);
	const found = resolve(item, given);
	if (!found) throw unmatched(item);
	return Number(found.id);
}

/** jamf-behavior 5.8: the error does not name the entry. */
const unmatched = (item: string) => conflict(`Unable to match ${item.replace(/_/g, ' ')}`);
