import { badRequest, conflict, Failure } from '../../failure';
import { isObject } from '../../json';
import type { ClassicObject, ClassicValue } from '../tree';
import { child, childText } from '../xml';
import { mapEntries, valueAt, withValue } from './paths';
import type { RuleRecord } from '../wire/ruleRecord';
import type { Rule } from './rule';

type MakeRule = (record: RuleRecord) => Rule;

const LISTS = [
	'jss_objects',
	'jss_settings',
	'jss_actions',
	'recon',
	'casper_admin',
	'casper_remote',
	'casper_imaging',
];
const PRIVILEGE = /^[A-Z][\w-]*( [\w():&/-]+)+$/;

/** jamf-behavior 11.20: the server adds privileges that others require, such as the one to read. */
function withRequired(words: string[]): string[] {
	const required = words.flatMap((word) => {
		const [, noun] = /^(?:Create|Update|Delete) (.+)$/.exec(word) ?? [];
		return noun === undefined ? [] : [`Read ${noun}`];
	});
	return [...new Set([...words, ...required])];
}

/** jamf-behavior 11.20: the grid is replaced as a whole, and only for a custom privilege set; unknown values are dropped. */
const privilegeGrid: MakeRule = () => ({
	accept: (given, { current }) => {
		const { privileges } = given;
		const set = given.privilege_set ?? current?.privilege_set;
		if (!isObject(privileges)) return given;
		if (set !== 'Custom') return withValue(given, 'privileges', undefined);
		const known = (list: ClassicValue | undefined) =>
			Array.isArray(list) ? list.filter((word) => typeof word === 'string' && PRIVILEGE.test(word)) : [];
		const lists = LISTS.map((name) => [name, withRequired(known(privileges[name]) as string[])]);
		return { ...given, privileges: Object.fromEntries(lists) as ClassicObject };
	},
});

const isTruth = (value: ClassicValue | undefined): boolean => value === 'true' || value === 'false';

/** jamf-behavior 11.38: one pair is stored; the last element sent resets the other half of it. */
const notificationPair: MakeRule = () => ({
	accept: (given, { element, current }) => {
		const section = child(element, 'self_service');
		if (!section || !isObject(given.self_service)) return given;
		const sent = section.children.filter(({ name }) => name === 'notification').map(({ text }) => text.trim());
		const last = sent.at(-1);
		const stored = current && valueAt(current, 'self_service.notification');
		const pair = isTruth(last) ? [last!, 'Self Service'] : ['false', last ?? ''];
		const kept = last === undefined ? stored : pair;
		return kept === undefined ? given : withValue(given, 'self_service.notification', kept);
	},
});

/** jamf-behavior 11.35: a license is perpetual or annual. */
const licenseTerm: MakeRule = ({ at = '' }) => ({
	store: (object) =>
		mapEntries(object, at, (license) => {
			const { purchasing } = license;
			if (!isObject(purchasing)) return license;
			const annual = purchasing.is_annual === true && purchasing.is_perpetual !== true;
			return { ...license, purchasing: { ...purchasing, is_annual: annual, is_perpetual: !annual } };
		}),
});

const GENERIC_DRIVER = '/System/Library/Printers/Generic.ppd';

/** jamf-behavior 11.54: a generic printer has no driver of its own. */
const genericDriver: MakeRule = () => ({
	store: (object) => (object.use_generic === true ? { ...object, ppd: '', ppd_path: '', ppd_contents: '' } : object),
	show: (object) => (object.use_generic === true ? { ...object, ppd_path: GENERIC_DRIVER } : object),
});

const BLOCKS: Readonly<Record<string, string>> = {
	'Active Directory': 'active_directory',
	'Open Directory': 'open_directory',
	ADmitMac: 'admitmac',
	Centrify: 'centrify',
	'PowerBroker Identity Services': 'powerbroker_identity_services',
	PowerBroker: 'powerbroker_identity_services',
};

/** jamf-behavior 11.29: a binding has the block of its type; a type whose block is empty is not set without that block. */
const typeBlock: MakeRule = () => ({
	accept: (given, { element, current }) => {
		const type = String(given.type ?? current?.type ?? '');
		const wanted = BLOCKS[type];
		const isLost =
			wanted === 'powerbroker_identity_services' && !child(element, wanted) && current?.type !== given.type;
		return isLost && given.type !== undefined ? withValue(given, 'type', current?.type ?? '') : given;
	},
	store: (object) => {
		const wanted = BLOCKS[String(object.type)];
		const others = new Set(Object.values(BLOCKS).filter((block) => block !== wanted));
		return Object.fromEntries(Object.entries(object).filter(([name]) => !others.has(name))) as ClassicObject;
	},
});

/** jamf-behavior 11.40: a POST never keeps the platform, and a PUT of an in-house app needs it. */
const osType: MakeRule = ({ text = '' }) => ({
	accept: (given, { current }) => (current === undefined ? withValue(given, 'general.os_type', undefined) : given),
	store: (object, { current }) => {
		const inHouse = valueAt(object, 'general.internal_app') === true;
		const platform = valueAt(object, 'general.os_type') ?? '';
		if (current !== undefined && inHouse && platform === '') throw conflict(text);
		return object;
	},
});

/** jamf-behavior 11.47: the last of two names is used. */
const oneName: MakeRule = () => ({
	accept: (given, { element }) => {
		const general = child(element, 'general');
		const names = general?.children.filter(({ name }) => name === 'name' || name === 'display_name') ?? [];
		const last = names.at(-1)?.text.trim();
		if (last === undefined || !isObject(given.general)) return given;
		return { ...given, general: { ...given.general, name: last, display_name: last } };
	},
});

/** jamf-behavior 11.47: existing data cannot be changed. */
const immutable: MakeRule = ({ at = '', status = 500 }) => ({
	accept: (given, { current }) => {
		if (current !== undefined && (valueAt(current, at) ?? '') !== '') throw new Failure(status);
		return given;
	},
});

/** jamf-behavior 11.50: every write is rejected. */
const readOnly: MakeRule = ({ text = '' }) => ({
	accept: (_, { current }) => {
		throw badRequest(current ? text : `${text}. Possible mismatch between resource specified in the URL and XML file`);
	},
});

/** jamf-behavior 11.27: members of a smart group in a write are rejected. */
const noMembersWhenSmart: MakeRule = ({ at = '', text = '' }) => ({
	accept: (given, { element, current }) => {
		const said = childText(element, 'is_smart');
		const isSmart = said === undefined ? current?.is_smart === true : said === 'true';
		const members = child(element, at)?.children.filter(({ name }) => name !== 'size') ?? [];
		if (isSmart && members.length > 0) throw conflict(text);
		return given;
	},
});

export const OTHER_RULES: Readonly<Record<string, MakeRule>> = {
	genericDriver,
	immutable,
	licenseTerm,
	noMembersWhenSmart,
	notificationPair,
	oneName,
	osType,
	privilegeGrid,
	readOnly,
	typeBlock,
};
