import { FIRST_NAMES, LAST_NAMES } from '../../fleet/data';
import type { Seeds } from './types';

const PEOPLE = 40;
const loginPart = (name: string): string =>
	name
		.normalize('NFD')
		.replace(/[^a-z]/gi, '')
		.toLowerCase();

const person = (index: number): [string, string] => [
	FIRST_NAMES[index % FIRST_NAMES.length]!,
	LAST_NAMES[(index * 7) % LAST_NAMES.length]!,
];
const login = (index: number): string => person(index).map(loginPart).join('.');
const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

/** Users of the devices, and groups of both. */
export const peopleSeeds: Seeds = {
	users: {
		names: Array.from({ length: PEOPLE }, (_, index) => login(index)),
		object: (index, name) => ({
			name,
			full_name: person(index).join(' '),
			email: `${name}@example.com`,
			email_address: `${name}@example.com`,
			user_groups: index === 0 ? [{ id: 1 }, { id: 2 }] : [],
		}),
	},
	usergroups: {
		names: ['Teachers', 'Management', 'Everyone'],
		object: (index, name) => ({ name, is_smart: index === 2, users: ids([4, 1, 6][index]!), criteria: [] }),
	},
	mobiledevicegroups: {
		names: ['All Managed iPads', 'Meeting Rooms', 'Loan Devices'],
		object: (index, name) => ({ name, is_smart: index === 0, mobile_devices: ids([5, 1, 0][index]!), criteria: [] }),
	},
	mobiledevices: {
		names: ['Meeting Room 1', 'Meeting Room 2'],
		count: 30,
		object: (index, name) => ({
			general: {
				name,
				device_name: name,
				display_name: name,
				managed: index % 9 !== 8,
				supervised: true,
				serial_number: `DMPX${String(index * 7919 + 1_000_000).slice(-7)}A`,
				udid: `00008030-${String(index + 1).padStart(16, '0')}`,
				wifi_mac_address: `A8:5C:2C:00:00:${(index + 1).toString(16).padStart(2, '0').toUpperCase()}`,
				model: ['iPad (10th generation)', 'iPhone 16'][index % 2]!,
				model_identifier: ['iPad13,18', 'iPhone17,3'][index % 2]!,
				os_version: ['26.1', '18.7.2'][index % 2]!,
			},
			location: {
				username: login(index),
				real_name: person(index).join(' '),
				email_address: `${login(index)}@example.com`,
			},
		}),
	},
	classes: {
		names: ['Biology 7b', 'History 9a'],
		object: (index) => ({
			students: [login(index), login(index + 1)],
			student_ids: [index + 1, index + 2],
			teachers: [login(index + 5)],
			teacher_ids: [index + 6],
		}),
	},
	computerextensionattributes: {
		names: ['Lifecycle', 'Battery Cycles', 'Uptime Days', 'Cost Center', 'Badge Number', 'Last Backup', 'Notes'],
		object: (_, name) => ({ name, enabled: true, data_type: 'String', input_type: { type: 'Text Field' } }),
	},
	mobiledeviceextensionattributes: { names: ['Cart Number', 'Contract'] },
	userextensionattributes: { names: ['Employee Number', 'Cost Center'] },
};
