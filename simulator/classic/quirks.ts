import { conflict } from '../failure';
import { isObject } from '../json';
import type { Change } from './change';
import { membership } from './membership';
import type { ClassicObject } from './tree';
import { checkedWebhook } from './webhooks';
import type { Losses } from './writeJson';

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

/** A `&` or `<` that is neither a reference nor a tag. */
const BARE = /&(?!(?:#\d+|#x[\da-f]+|\w+);)|<(?![\w/!?])/i;
/** jamf-behavior 11.6: emoji become U+FFFD. */
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

/** PI-827: every write, also of other elements, unescapes the payload once more until it cannot be saved (jamf-behavior 11.6). */
const decayedPayload: Change = ({ given, objects }) => {
	const { general } = given;
	if (!isObject(general) || typeof general.payloads !== 'string') return given;
	if (BARE.test(general.payloads)) throw conflict('Unable to update the database');
	const kept = withoutLineFeeds(general.payloads, objects.verbatimPayloadTypes);
	const payloads = unescapedOnce(kept).replace(ASTRAL, '\ufffd');
	return { ...given, general: { ...general, payloads } };
};

/** jamf-behavior 11.6: payloads that are stored without interpretation lose the line feeds and tabs in their values. */
function withoutLineFeeds(payloads: string, types: readonly string[]): string {
	const isVerbatim = types.some((type) => payloads.includes(`<key>PayloadType</key><string>${type}</string>`));
	if (!isVerbatim) return payloads;
	return payloads.replace(/(?<=<string>)[^<]+(?=<\/string>)/g, (value) => value.replace(/[\n\t]/g, ''));
}

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
