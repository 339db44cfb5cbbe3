import type { JsonObject } from '../json';
import type { DeviceProfile } from './deviceProfiles';

/** Extension attributes are spread over the sections of a record (jamf-behavior 3.5). */
type AttributeGroup = 'root' | 'general' | 'hardware' | 'operatingSystem' | 'purchasing' | 'userAndLocation';

interface Definition {
	id: string;
	group: AttributeGroup;
	name: string;
	dataType: 'STRING' | 'INTEGER' | 'DATE_TIME';
	inputType: 'TEXT' | 'POPUP' | 'SCRIPT';
	options: readonly string[];
	value: (profile: DeviceProfile) => string[];
}

const LIFECYCLE = ['In use', 'In stock', 'Retired'];

const DEFINITIONS: readonly Definition[] = [
	definition('1', 'general', 'Lifecycle', 'POPUP', (profile) => [LIFECYCLE[profile.draw(100, 3)]!], LIFECYCLE),
	definition('2', 'hardware', 'Battery Cycles', 'SCRIPT', (profile) => [String(profile.draw(101, 900))], [], 'INTEGER'),
	definition(
		'3',
		'operatingSystem',
		'Uptime Days',
		'SCRIPT',
		(profile) => [String(profile.draw(102, 60))],
		[],
		'INTEGER',
	),
	definition('4', 'purchasing', 'Cost Center', 'TEXT', (profile) =>
		profile.draw(103, 3) ? [`CC-${profile.draw(104, 50)}`] : [],
	),
	definition('5', 'userAndLocation', 'Badge Number', 'TEXT', (profile) =>
		profile.draw(105, 2) ? [`B${profile.draw(106, 99_999)}`] : [],
	),
	definition('6', 'root', 'Last Backup', 'SCRIPT', ({ reportedAt }) => [sqlDate(reportedAt)], [], 'DATE_TIME'),
	definition('7', 'root', 'Notes', 'TEXT', () => []),
];

const inGroup = (group: AttributeGroup) => DEFINITIONS.filter((definition) => definition.group === group);

const BY_GROUP: Readonly<Record<AttributeGroup, readonly Definition[]>> = {
	root: inGroup('root'),
	general: inGroup('general'),
	hardware: inGroup('hardware'),
	operatingSystem: inGroup('operatingSystem'),
	purchasing: inGroup('purchasing'),
	userAndLocation: inGroup('userAndLocation'),
};

export const attributesOf = (group: AttributeGroup, profile: DeviceProfile): JsonObject[] =>
	BY_GROUP[group].map(({ id, name, dataType, inputType, options, value }) => ({
		definitionId: id,
		name,
		description: null,
		enabled: true,
		multiValue: false,
		values: value(profile),
		dataType,
		options: [...options],
		inputType,
	}));

function definition(
	id: string,
	group: AttributeGroup,
	name: string,
	inputType: Definition['inputType'],
	value: Definition['value'],
	options: readonly string[] = [],
	dataType: Definition['dataType'] = 'STRING',
): Definition {
	return { id, group, name, inputType, value, options, dataType };
}

const sqlDate = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
