import { conflict } from '../../failure';
import { isObject } from '../../json';
import { mix } from '../../random';

import { child, type XmlElement } from '../xml';
import { mapEntries, valueAt, withValue } from './paths';
import type { RuleRecord } from '../wire/ruleRecord';
import type { Rule } from './rule';

type MakeRule = (record: RuleRecord) => Rule;

/** The order in which children of a scope, and of its parts, are read (jamf-behavior 11.7). */
export const SCOPE_ORDERS: Readonly<Record<string, readonly string[]>> = {
	scope: [
		'all_computers',
		'all_mobile_devices',
		'all_jss_users',
		'computers',
		'computer_groups',
		'mobile_devices',
		'mobile_device_groups',
		'jss_users',
		'jss_user_groups',
		'buildings',
		'departments',
		'classes',
		'limit_to_users',
		'limitations',
		'exclusions',
	],
	'scope.limitations': ['users', 'user_groups', 'network_segments', 'ibeacons'],
	'scope.exclusions': [
		'computers',
		'computer_groups',
		'mobile_devices',
		'mobile_device_groups',
		'users',
		'user_groups',
		'network_segments',
		'buildings',
		'departments',
		'jss_users',
		'jss_user_groups',
		'ibeacons',
	],
};

const CATEGORIES = new Set(Object.values(SCOPE_ORDERS).flat());
const PARTS = new Set(['limit_to_users', 'limitations', 'exclusions']);
const COVERED: Readonly<Record<string, readonly string[]>> = {
	all_computers: ['computers', 'computer_groups', 'buildings', 'departments'],
	all_mobile_devices: ['mobile_devices', 'mobile_device_groups', 'buildings', 'departments'],
	all_jss_users: ['jss_users', 'jss_user_groups'],
};

const isCategory = ({ name }: XmlElement): boolean =>
	CATEGORIES.has(name) && !name.startsWith('all_') && !PARTS.has(name);

const hasCategory = (scope: XmlElement): boolean =>
	scope.children.some((each) => isCategory(each) || (PARTS.has(each.name) && hasCategory(each)));

/** jamf-behavior 11.7: a scope without a category element is ignored; a flag drops the targets that it covers. */
const scope: MakeRule = () => ({
	accept: (given, { element, current }) => {
		const sent = child(element, 'scope');
		if (!sent || current === undefined || hasCategory(sent)) return given;
		return withValue(given, 'scope', undefined);
	},
	store: (object) => {
		let { scope: stored } = object;
		if (!isObject(stored)) return object;
		for (const [flag, lists] of Object.entries(COVERED)) {
			if (stored[flag] !== true) continue;
			for (const list of lists) if (Array.isArray(stored[list])) stored = { ...stored, [list]: [] };
		}
		return { ...object, scope: stored };
	},
});

/** jamf-behavior 11.7: categories of other kinds are ignored while they are empty. */
const foreign: MakeRule = ({ values = [], text = '' }) => ({
	accept: (given, { element }) => {
		const sent = child(element, 'scope');
		const parts = sent ? [sent, ...sent.children.filter(({ name }) => PARTS.has(name))] : [];
		const found = parts
			.flatMap(({ children }) => children)
			.find(({ name, children }) => values.includes(name) && children.some((entry) => entry.name !== 'size'));
		if (found) throw conflict(text.replace('{kind}', kindOf(found.name)));
		return given;
	},
});

const kindOf = (name: string): string => name.replace(/_/g, ' ').replace(/^./, (letter) => letter.toUpperCase());

/** jamf-behavior 11.8: directory groups are matched by name; their IDs are text. */
const directoryGroups: MakeRule = () => ({
	accept: (given, { objects }) => {
		let scoped = given;
		for (const part of ['limitations', 'exclusions']) {
			scoped = mapEntries(scoped, `scope.${part}.user_groups`, ({ name }) => {
				const isKnown = typeof name === 'string' && name !== '' && (objects.directoryGroups?.includes(name) ?? true);
				if (!isKnown) throw conflict(`Problem matching ${part.replace(/s$/, '')} user group`);
				return { id: idOfGroup(name), name };
			});
		}
		return scoped;
	},
	store: (object) => {
		let scoped = object;
		for (const part of ['limitations', 'exclusions']) {
			scoped = mapEntries(scoped, `scope.${part}.user_groups`, ({ name }) => ({ id: idOfGroup(String(name)), name }));
			scoped = mapEntries(scoped, `scope.${part}.users`, ({ name }) => ({ name }));
		}
		return scoped;
	},
});

function idOfGroup(name: string): string {
	const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 2 ** 31, 7);
	const part = (salt: number) => mix(sum, 1, salt).toString(16).padStart(8, '0').slice(0, 8);
	const [a, b, c] = [part(1), part(2), part(3)];
	return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${a}`;
}

/** jamf-behavior 11.53: `limit_to_users` mirrors the directory groups of the limitations, in both directions. */
const limitToUsers: MakeRule = () => ({
	accept: (given) => {
		const groups = valueAt(given, 'scope.limitations.user_groups');
		const names = valueAt(given, 'scope.limit_to_users.user_groups');
		const isGiven = Array.isArray(groups) && groups.length > 0;
		if (isGiven || !Array.isArray(names)) return given;
		const entries = names.map((name) => ({ id: idOfGroup(String(name)), name: String(name) }));
		const limitations = valueAt(given, 'scope.limitations');
		return withValue(given, 'scope.limitations', { ...(isObject(limitations) && limitations), user_groups: entries });
	},
	show: (object) => {
		const groups = valueAt(object, 'scope.limitations.user_groups');
		const names = Array.isArray(groups) ? groups.filter(isObject).map(({ name }) => String(name)) : [];
		return isObject(object.scope) ? withValue(object, 'scope.limit_to_users', { user_groups: names }) : object;
	},
});

/** jamf-behavior 11.32: classes are stored only if none are stored yet; any other write of a scope clears them. */
const ebookClasses: MakeRule = () => ({
	accept: (given, { current }) => {
		const stored = current && valueAt(current, 'scope.classes');
		if (!isObject(given.scope) || !Array.isArray(stored) || stored.length === 0) return given;
		return withValue(given, 'scope.classes', []);
	},
});

export const SCOPE_RULES: Readonly<Record<string, MakeRule>> = {
	directoryGroups,
	ebookClasses,
	foreign,
	limitToUsers,
	scope,
};

/** Elements that the parser reads only in this order, by path. */
export type Orders = Readonly<Record<string, readonly string[]>>;
