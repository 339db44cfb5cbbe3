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
	/** jamf-behavior 5.8: how the error names unmanaged devices, which cannot be added: `computers`. */
	devices?: string;
}

const ENTRY_KEYS = ['id', 'serial_number', 'udid', 'name', 'username', 'wifi_mac_address', 'mac_address'];

/** jamf-behavior 5.8: a list replaces all members; additions and deletions are one step, and one invalid entry rejects everything. */
export const membership =
	({ list, item, strict, devices }: Members): Change =>
	({ element, given, current, objects }) => {
		const entriesOf = (container: string) =>
			child(element, container)
				?.children.filter(({ name }) => name === item)
				.map((entry) => memberOf(entry, item, objects.resolve));
		const before = Array.isArray(current?.[list]) ? current[list].filter(isObject).map(({ id }) => Number(id)) : [];
		const listed = entriesOf(list);
		const added = entriesOf(`${item}_additions`) ?? [];
		const refused = [...(listed ?? []), ...added].filter(
			({ id, managed }) => managed === false && !before.includes(Number(id)),
		);
		if (devices !== undefined && refused.length > 0) throw unmanaged(devices, item, refused);
		const site = isObject(given.site) ? Number(given.site.id ?? -1) : -1;
		const [stranger] = site > 0 && strict ? [...(listed ?? []), ...added] : [];
		// Devices have no site here (jamf-behavior 11.10).
		if (stranger) throw notInSite(stranger);
		const members = new Set(listed?.map(({ id }) => Number(id)) ?? before);
		for (const { id } of added) members.add(Number(id));
		for (const { id } of entriesOf(`${item}_deletions`) ?? []) {
			if (!members.delete(Number(id)) && strict)
				throw conflict(`${unmatched(item)} in deletions list id= ${Number(id)}`);
		}
		return { ...given, [list]: [...members].map((id) => ({ id })) };
	};

function memberOf(
	entry: XmlElement,
	item: string,
	resolve: (root: string, entry: ClassicObject) => ClassicObject | undefined,
): ClassicObject {
	const given = Object.fromEntries(
		ENTRY_KEYS.flatMap((key) => {
			const text = childText(entry, key);
			return text === undefined ? [] : [[key, text]];
		}),
	);
	const found = resolve(item, given);
	if (!found) throw conflict(unmatched(item));
	return found;
}

/** jamf-behavior 5.8: the error does not name the entry. */
const unmatched = (item: string) => `Unable to match ${item.replace(/_/g, ' ')}`;

const notInSite = ({ id, name }: ClassicObject) =>
	conflict(`Computer (ID:${Number(id)}, Name:${String(name)}) is not site-enabled for this site`);

/** One of them rejects the whole request; the error lists their IDs. */
const unmanaged = (devices: string, item: string, refused: readonly ClassicObject[]) => {
	const ids = refused.map(({ id }) => Number(id)).join(', ');
	return conflict(
		`The ${devices} with the following IDs are unmanaged and cannot be added to a ${item.replace(/_/g, ' ')} group: ${ids}`,
	);
};
