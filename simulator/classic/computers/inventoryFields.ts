import type { Computer } from '../../fleet/computer';
import { isObject, type JsonObject } from '../../json';
import type { Records } from '../../records';

/** The Classic view of a computer, from the same record as Pro. */
export interface InventoryFields {
	computer: Computer;
	udid: string;
	general: JsonObject;
	hardware: JsonObject;
	place: JsonObject;
	department: string;
	building: string;
}

const SECTIONS = ['GENERAL', 'HARDWARE', 'USER_AND_LOCATION'] as const;

export function inventoryFieldsOf({ computers, departments, buildings }: Records, computer: Computer): InventoryFields {
	const [general = {}, hardware = {}, place = {}] = computers.sections(computer, SECTIONS).map(asObject);
	const department = departments.read(Number(place.departmentId))?.name ?? '';
	const building = buildings.read(Number(place.buildingId))?.name ?? '';
	return { computer, udid: computers.udid(computer), general, hardware, place, department, building };
}

export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const str = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export const isManaged = ({ remoteManagement }: JsonObject): boolean =>
	isObject(remoteManagement) && remoteManagement.managed === true;

/** Classic has its own date formats. */
export function classicDates(date: unknown): { plain: string; epoch: number; utc: string } {
	if (typeof date !== 'string' || date === '') return { plain: '', epoch: 0, utc: '' };
	const instant = new Date(date);
	const text = instant.toISOString();
	return {
		plain: text.slice(0, 19).replace('T', ' '),
		epoch: instant.getTime(),
		utc: text.replace('Z', '+0000'),
	};
}
