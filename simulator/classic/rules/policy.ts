import { conflict } from '../../failure';
import { isObject } from '../../json';
import type { ClassicValue } from '../tree';
import { child } from '../xml';
import { mapEntries, valueAt, withValue } from './paths';
import type { Rule } from './rule';

const LIMITS = 'general.date_time_limitations';
const DAY = 1440;
const TIME = /^(\d+):(\d\d) (AM|PM)$/;

/** jamf-behavior 11.53: minutes since midnight are stored only above one day, and then minus the day. */
function minutesOf(text: string): number | undefined {
	const [, hour, minute, half] = TIME.exec(text) ?? [];
	if (hour === undefined) throw conflict('Problem with date_time_limitations');
	const isNoon = Number(hour) === 12;
	const minutes = (isNoon ? 0 : Number(hour) * 60) + Number(minute) + (half === 'PM' ? DAY / 2 : 0);
	return minutes > DAY ? minutes % DAY : undefined;
}

function clock(minutes: number): string {
	const hour = Math.floor(minutes / 60);
	return `${hour % 12 || 12}:${String(minutes % 60).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

const textAt = (value: ClassicValue | undefined): string => (typeof value === 'string' ? value.trim() : '');

/** An omitted or empty time keeps the window; a clock time clears both ends of it. */
const noExecuteWindow = (): Rule => ({
	accept: (given, { current }) => {
		if (!isObject(valueAt(given, LIMITS))) return given;
		const ends = ['no_execute_start', 'no_execute_end'].map((name) => `${LIMITS}.${name}`);
		const kept = ends.map((end) => textAt(current && valueAt(current, end)));
		const sent = ends.map((end) => textAt(valueAt(given, end)));
		const times = sent.map((text, index) => (text === '' ? kept[index] : timeOf(text)));
		if (times.every((time) => time === '')) return given;
		const isCleared = times.includes(undefined);
		return ends.reduce((object, end, index) => {
			const time = isCleared ? '' : times[index];
			return !isCleared && time === '' && valueAt(object, end) === undefined ? object : withValue(object, end, time);
		}, given);
	},
});

function timeOf(text: string): string | undefined {
	const minutes = minutesOf(text);
	return minutes === undefined ? undefined : clock(minutes);
}

const DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const TWELVE_HOURS = /^\d{4}-\d\d-\d\d \d{1,2}:\d\d [AP]M$/;

/** One date format is stored, one is dropped, and all others are rejected; the other two formats are derived. */
const dates = (): Rule => ({
	store: (object) => {
		let dated = object;
		for (const name of ['activation_date', 'expiration_date']) {
			const path = `${LIMITS}.${name}`;
			const text = textAt(valueAt(dated, path));
			if (text !== '' && !DATE.test(text) && !TWELVE_HOURS.test(text)) {
				throw conflict('Problem with date_time_limitations');
			}
			const date = DATE.test(text) ? text : '';
			const instant = date === '' ? undefined : new Date(`${date.replace(' ', 'T')}Z`);
			dated = withValue(dated, path, date);
			dated = withValue(dated, `${path}_epoch`, instant?.getTime() ?? 0);
			dated = withValue(dated, `${path}_utc`, instant?.toISOString().replace('Z', '+0000') ?? '');
		}
		return dated;
	},
});

const ACCOUNTS = 'account_maintenance.accounts';

/** jamf-behavior 11.53: entries replace the stored ones, including passwords, and do not keep their order. */
const accounts = (): Rule => ({
	accept: (given) => {
		const stored = mapEntries(given, ACCOUNTS, (entry) => {
			if (entry.action === 'DisableFileVault') return undefined;
			if (entry.action === 'Reset' && textAt(entry.password) === '')
				throw conflict('Problem with reset account fields');
			if (entry.action === 'Create' && textAt(entry.home) === '') throw conflict('Problem with create account fields');
			return entry;
		});
		const list = valueAt(stored, ACCOUNTS);
		if (!Array.isArray(list)) return stored;
		const nameOf = (entry: ClassicValue) => (isObject(entry) ? textAt(entry.username) : '');
		return withValue(
			stored,
			ACCOUNTS,
			[...list].sort((a, b) => nameOf(a).localeCompare(nameOf(b))),
		);
	},
});

const FIRMWARE = 'account_maintenance.open_firmware_efi_password';

/** Any other mode removes the stored password. */
const firmwarePassword = (): Rule => ({
	accept: (given, { element }) => {
		const block = valueAt(given, FIRMWARE);
		if (!isObject(block)) return given;
		const sent = element.children
			.flatMap(({ children }) => children)
			.flatMap(({ children }) => children)
			.find(({ name }) => name === 'of_mode')?.text;
		return sent === 'command' || sent === undefined ? given : withValue(given, FIRMWARE, { of_mode: 'none' });
	},
});

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

/** Three elements for one setting: no deferral, until a date, or for days. */
const deferral = (): Rule => ({
	accept: (given) => {
		const section = given.user_interaction;
		if (!isObject(section)) return given;
		const until = textAt(section.allow_deferral_until_utc);
		const minutes = Number(section.allow_deferral_minutes ?? 0);
		if ((until !== '' && !UTC.test(until)) || minutes % DAY !== 0) throw conflict('Problem with user_interaction');
		return given;
	},
	store: (object) => {
		const section = object.user_interaction;
		if (!isObject(section)) return object;
		const isDeferred = section.allow_users_to_defer === true;
		const until = isDeferred ? textAt(section.allow_deferral_until_utc) : '';
		const days = Math.floor(Number(section.allow_deferral_minutes ?? 0) / DAY);
		const minutes = isDeferred && until === '' ? days * DAY : 0;
		const allowed = until !== '' || minutes > 0;
		const deferred = {
			allow_users_to_defer: allowed,
			allow_deferral_until_utc: until,
			allow_deferral_minutes: minutes,
		};
		return { ...object, user_interaction: { ...section, ...deferred } };
	},
});

const DERIVED = ['network_limitations', 'override_default_settings'];

/** Two parts of `general` only repeat other elements. */
const projections = (): Rule => ({
	accept: (given, { element, objects }) => {
		const general = child(element, 'general');
		const isDerived = general?.children.some(({ name }) => DERIVED.includes(name));
		if (isDerived && objects.rejectsDerivedElements) throw conflict('Problem with general');
		return given;
	},
	show: (object) => {
		const { general } = object;
		if (!isObject(general)) return object;
		const segments = valueAt(object, 'scope.limitations.network_segments');
		const listed = Array.isArray(segments) ? segments : [];
		return {
			...object,
			general: {
				...general,
				network_limitations: {
					minimum_network_connection: general.network_requirements === 'Ethernet' ? 'Ethernet' : 'No Minimum',
					any_ip_address: listed.length === 0,
					network_segments: listed,
				},
				override_default_settings: {
					target_drive: general.target_drive ?? '',
					distribution_point: valueAt(object, 'package_configuration.distribution_point') ?? '',
					force_afp_smb: false,
					sus: '',
					netboot_server: '',
				},
			},
		};
	},
});

const SHOWN: Readonly<Record<string, readonly string[]>> = {
	apply: ['action', 'disk_encryption_configuration_id', 'auth_restart'],
	remediate: ['action', 'remediate_key_type'],
};

/** GET returns only the elements of the action. */
const diskEncryption = (): Rule => ({
	show: (object) => {
		const section = object.disk_encryption;
		const shown = isObject(section) ? SHOWN[String(section.action)] : undefined;
		if (!isObject(section) || !shown) return object;
		const kept = Object.entries(section).filter(([name]) => shown.includes(name));
		return { ...object, disk_encryption: Object.fromEntries(kept) };
	},
});

export const POLICY_RULES: Readonly<Record<string, () => Rule>> = {
	accounts,
	dates,
	deferral,
	diskEncryption,
	firmwarePassword,
	noExecuteWindow,
	projections,
};
