import { conflict } from '../failure';
import type { Computer } from '../fleet/computer';
import { isObject, type Json } from '../json';
import type { World } from '../world';
import { ClassicList, type ClassicObject } from './document';
import type { ClassicResource } from './resource';
import { child, childText, type XmlElement } from './xml';

type Criterion = Record<'name' | 'priority' | 'and_or' | 'search_type' | 'value', string>;

export interface ClassicGroup {
	id: number;
	name: string;
	smart: boolean;
	siteId: number;
	criteria: Criterion[];
	/** Computer ids. Smart groups keep what they were given: criteria are stored, not evaluated. */
	members: number[];
}

export const computerGroups = (world: World): ClassicResource<ClassicGroup> => ({
	path: 'computergroups',
	plural: 'computer_groups',
	singular: 'computer_group',
	nouns: ['Smart Computer Groups', 'Static Computer Groups'],
	collection: world.computerGroups,
	row: ({ id, name, smart }) => ({ id, name, is_smart: smart }),
	full: (group) => full(world, group),
	accept: (element, name, current) => ({
		name,
		smart: (childText(element, 'is_smart') ?? String(current?.smart ?? false)) === 'true',
		siteId: Number(childText(child(element, 'site') ?? element, 'id') ?? current?.siteId ?? -1),
		criteria: child(element, 'criteria') ? criteriaOf(element) : (current?.criteria ?? []),
		members: membersAfter(world, element, current?.members ?? []),
	}),
});

function full({ computers }: World, group: ClassicGroup): ClassicObject {
	const members = group.members.flatMap((id) => computers.read(id) ?? []);
	return {
		id: group.id,
		name: group.name,
		is_smart: group.smart,
		site: { id: group.siteId, name: group.siteId === -1 ? 'None' : `Site ${group.siteId}` },
		criteria: new ClassicList('criterion', group.criteria, true),
		computers: new ClassicList(
			'computer',
			members.map((computer) => member(computers, computer)),
		),
	};
}

function member(fleet: World['computers'], computer: Computer): ClassicObject {
	const [general, hardware] = fleet.sections(computer, ['GENERAL', 'HARDWARE']);
	return {
		id: computer.id,
		name: text(general, 'name'),
		mac_address: text(hardware, 'macAddress'),
		alt_mac_address: text(hardware, 'altMacAddress'),
		serial_number: text(hardware, 'serialNumber'),
	};
}

const text = (section: Json | undefined, key: string): string => (isObject(section) ? String(section[key] ?? '') : '');

const criteriaOf = (element: XmlElement): Criterion[] =>
	(child(element, 'criteria')?.children ?? [])
		.filter(({ name }) => name === 'criterion')
		.map((criterion) => ({
			name: childText(criterion, 'name') ?? '',
			priority: childText(criterion, 'priority') ?? '0',
			and_or: childText(criterion, 'and_or') ?? 'and',
			search_type: childText(criterion, 'search_type') ?? 'is',
			value: childText(criterion, 'value') ?? '',
		}));

/** facts 5.8: a list replaces; additions and deletions are one step, and one bad entry refuses all. */
function membersAfter(world: World, element: XmlElement, current: number[]): number[] {
	const listed = (name: string) =>
		child(element, name)
			?.children.filter((entry) => entry.name === 'computer')
			.map((entry) => computerOf(world, entry));
	const members = new Set(listed('computers') ?? current);
	for (const id of listed('computer_additions') ?? []) members.add(id);
	for (const id of listed('computer_deletions') ?? []) {
		if (!members.delete(id)) throw conflict('Unable to match computer');
	}
	return [...members];
}

function computerOf({ computers }: World, entry: XmlElement): number {
	const id = childText(entry, 'id');
	if (id !== undefined) {
		if (computers.read(Number(id))) return Number(id);
		throw conflict('Unable to match computer');
	}
	const [serialNumber, udid, name] = ['serial_number', 'udid', 'name'].map((key) => childText(entry, key));
	const match = computers.values().find((computer) => {
		if (serialNumber !== undefined)
			return text(computers.section(computer, 'HARDWARE'), 'serialNumber') === serialNumber;
		if (udid !== undefined) return computers.udid(computer) === udid;
		return name !== undefined && text(computers.section(computer, 'GENERAL'), 'name') === name;
	});
	if (!match) throw conflict('Unable to match computer');
	return match.id;
}
