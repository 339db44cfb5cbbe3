import type { NodeNumber } from '../../cluster';
import type { Computer, Fleet } from '../../fleet/computer';
import { isObject } from '../../json';
import type { Records } from '../../records';
import { inventoryFieldsOf, str } from './inventoryFields';
import { matched } from './rows';

const QUICK: Readonly<Record<string, (fleet: Fleet, id: number) => string>> = {
	name: (fleet, id) => fleet.profile(id).name,
	serial_number: (fleet, id) => fleet.profile(id).serialNumber,
	udid: (fleet, id) => fleet.profile(id).udid,
};

/** IDs by the text of one element; built once per state of the fleet, which returns the same list until it changes. */
const indexes = new WeakMap<number[], Map<string, Map<string, number>>>();

export function idOfComputer(state: Records, element: string, text: string, node?: NodeNumber): number | undefined {
	const ids = state.computers.ids(node);
	const byElement = indexes.get(ids) ?? new Map<string, Map<string, number>>();
	indexes.set(ids, byElement);
	const index = byElement.get(element) ?? indexOf(state, ids, element, node);
	byElement.set(element, index);
	return index.get(text.toLowerCase());
}

function indexOf(state: Records, ids: number[], element: string, node: NodeNumber | undefined): Map<string, number> {
	const index = new Map<string, number>();
	for (const id of ids) {
		const computer = state.computers.read(id, node);
		const key = computer && elementText(state, computer, element).toLowerCase();
		if (key && !index.has(key)) index.set(key, id);
	}
	return index;
}

function elementText(state: Records, computer: Computer, element: string): string {
	const unchanged = Object.keys(computer.changes).length === 0;
	const quick = unchanged ? QUICK[element] : undefined;
	return quick ? quick(state.computers, computer.id) : str(matched(inventoryFieldsOf(state, computer))[element]);
}

export const nameOfComputer = (state: Records, computer: Computer): string => elementText(state, computer, 'name');

/** jamf-behavior 5.5: matches names, serial numbers, addresses and users, with `*`. */
export function matcher(text: string, elements?: readonly string[]): (row: unknown) => boolean {
	const escaped = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const pattern = new RegExp(`^${escaped.join('.*')}$`, 'i');
	return (row) =>
		isObject(row) &&
		Object.entries(row).some(
			([name, value]) => (elements?.includes(name) ?? name !== 'id') && pattern.test(str(value)),
		);
}
