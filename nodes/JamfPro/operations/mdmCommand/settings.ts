import type { INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../../../shared/operations/kit';

interface Setting {
	label: string;
	type: 'boolean' | 'number' | 'string';
	description?: string;
	/** The word of the API for an option that is turned on or off: `ENABLE_DATA_ROAMING`. */
	word?: string;
}

/** The simple settings of the command SETTINGS, by name. */
const SETTINGS: Readonly<Record<string, Setting>> = {
	activationLockAllowedWhileSupervised: {
		label: 'Activation Lock Allowed',
		type: 'boolean',
		description: 'Whether a supervised device uses Activation Lock when the user turns on Find My',
	},
	appAnalytics: { label: 'App Analytics', type: 'boolean', word: 'APP_ANALYTICS' },
	bluetooth: { label: 'Bluetooth', type: 'boolean' },
	dataRoaming: { label: 'Data Roaming', type: 'boolean', word: 'DATA_ROAMING' },
	deviceName: { label: 'Device Name', type: 'string' },
	diagnosticSubmission: { label: 'Diagnostic Submission', type: 'boolean', word: 'DIAGNOSTIC_SUBMISSION' },
	maximumResidentUsers: { label: 'Maximum Resident Users', type: 'number' },
	passcodeLockGracePeriod: { label: 'Passcode Lock Grace Period (Seconds)', type: 'number' },
	personalHotspot: { label: 'Personal Hotspot', type: 'boolean', word: 'PERSONAL_HOTSPOT' },
	timeZone: { label: 'Time Zone', type: 'string', description: 'Such as America/New_York' },
	voiceRoaming: { label: 'Voice Roaming', type: 'boolean', word: 'VOICE_ROAMING' },
};

const RECOMMENDATIONS = [
	{ name: 'Allow All Updates', value: 'ALLOW_ALL_UPDATES' },
	{ name: 'Only Allow Least Current Update', value: 'ONLY_ALLOW_LEAST_CURRENT_UPDATE' },
	{ name: 'Only Allow Most Current Update', value: 'ONLY_ALLOW_MOST_CURRENT_UPDATE' },
];

const cadence: INodeProperties = {
	displayName: 'Recommended Software Updates',
	name: 'recommendationCadence',
	type: 'options',
	options: RECOMMENDATIONS,
	default: 'ALLOW_ALL_UPDATES',
	description: 'Which update the device offers when two are available',
};

/** The settings of the command SETTINGS. */
export const settings: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	displayOptions: { show: { bodyMode: ['fields'], commandType: ['SETTINGS'] } },
	options: [...Object.entries(SETTINGS).map(toProperty), cadence].sort((a, b) =>
		a.displayName.localeCompare(b.displayName),
	),
};

function toProperty([name, { label, type, description }]: [string, Setting]): INodeProperties {
	const text = description ?? (type === 'boolean' ? `Whether to turn on ${label}` : undefined);
	const value = type === 'boolean' ? false : type === 'number' ? 0 : '';
	return { displayName: label, name, type, default: value, ...(text !== undefined && { description: text }) };
}

/** The fields of the command for the settings in the form. */
export function readSettings(item: ItemParameters): Record<string, unknown> {
	const isGiven = (name: string) => item.isGiven(`settings.${name}`);
	const given = Object.entries(SETTINGS).filter(([name]) => isGiven(name));
	const data = Object.fromEntries(given.map(([name, setting]) => [name, readSetting(item, name, setting)]));
	if (!isGiven('recommendationCadence')) return data;
	return { ...data, softwareUpdateSettings: { recommendationCadence: item.string('settings.recommendationCadence') } };
}

function readSetting(item: ItemParameters, name: string, { type, word }: Setting): unknown {
	const parameter = `settings.${name}`;
	if (type === 'number') return item.number(parameter);
	if (type === 'string') return item.string(parameter);
	const isOn = item.boolean(parameter);
	return word === undefined ? isOn : `${isOn ? 'ENABLE' : 'DISABLE'}_${word}`;
}
