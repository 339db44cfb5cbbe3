import { isObject } from '../json';
import type { Change } from './change';
import { membership } from './membership';
import type { ClassicObject } from './tree';
import { checkedWebhook } from './webhooks';
import type { Losses } from './writeJson';
import { child } from './xml';

interface Quirks {
	/** Lists that JSON does not return reliably (jamf-behavior 5.3). */
	losses?: Losses;
	/** Additional columns of a list. */
	columns?: readonly string[];
	change?: Change;
	/** Elements that a GET omits. */
	shown?: (object: ClassicObject) => ClassicObject;
}

const losing = (...paths: string[]): Losses => new Set(paths);

/** A group returns the serial numbers of its computers but not their UDIDs, although it accepts them (jamf-behavior 5.8). */
function withoutUdids(object: ClassicObject): ClassicObject {
	const { computers } = object;
	if (!Array.isArray(computers)) return object;
	return { ...object, computers: computers.map((each) => (isObject(each) ? { ...each, udid: undefined } : each)) };
}

/** PI-827: the text of a payload is unescaped once more with each write (jamf-behavior 5.7). */
const decayedPayload: Change = ({ element, given }) => {
	const general = child(element, 'general');
	if (!general || !child(general, 'payloads') || !isObject(given.general)) return given;
	const payloads = unescapedOnce(String(given.general.payloads ?? ''));
	return { ...given, general: { ...given.general, payloads } };
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescapedOnce = (text: string): string =>
	text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');

const profile = (losses?: Losses): Quirks => ({ change: decayedPayload, ...(losses && { losses }) });

export const QUIRKS: Readonly<Record<string, Quirks>> = {
	computergroups: {
		change: membership({ list: 'computers', item: 'computer', strict: true, devices: 'computers' }),
		columns: ['is_smart'],
		shown: withoutUdids,
	},
	computerinvitations: { columns: ['invitation'] },
	computers: { losses: losing('groups_accounts.user_inventories', 'general.mdm_capable_users') },
	ebooks: { losses: losing('self_service.notification') },
	macapplications: { losses: losing('self_service.notification') },
	mobiledeviceapplications: {},
	mobiledeviceconfigurationprofiles: profile(),
	mobiledevicegroups: {
		change: membership({ list: 'mobile_devices', item: 'mobile_device', devices: 'devices' }),
		columns: ['is_smart'],
	},
	mobiledevices: {
		columns: [
			'device_name',
			'udid',
			'serial_number',
			'phone_number',
			'wifi_mac_address',
			'managed',
			'supervised',
			'model',
			'model_identifier',
			'model_display',
			'username',
		],
	},
	mobiledeviceinvitations: { columns: ['invitation'] },
	osxconfigurationprofiles: profile(losing('scope.jss_user_groups')),
	patchavailabletitles: { losses: losing('*') },
	patchreports: { losses: losing('*') },
	patchsoftwaretitles: { losses: losing('*') },
	usergroups: { change: membership({ list: 'users', item: 'user' }), columns: ['is_smart'] },
	users: { losses: losing('user_groups') },
	webhooks: { change: checkedWebhook },
};
