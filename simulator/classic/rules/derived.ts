import { Failure } from '../../failure';
import { isObject } from '../../json';
import type { ClassicObject } from '../tree';
import { mapEntries, valueAt, withValue } from './paths';
import type { RuleRecord } from '../wire/ruleRecord';
import type { Rule } from './rule';

type MakeRule = (record: RuleRecord) => Rule;

/** jamf-behavior 11.24: the IDs of the users that another list names. */
const idsOf: MakeRule = ({ at = '', from = '' }) => ({
	store: (object, { objects }) => {
		const names = valueAt(object, from);
		const { resolve } = objects;
		if (!resolve || !Array.isArray(names)) return object;
		const ids = names.map((name) => resolve('user', { name })?.id).filter((id) => id !== undefined);
		return withValue(object, at, ids);
	},
});

/** jamf-behavior 11.28: without a site the object belongs to none. */
const siteOrNone: MakeRule = ({ at = '' }) => ({
	show: (object) => (valueAt(object, at) === undefined ? withValue(object, at, { id: -1, name: 'NONE' }) : object),
});

/** jamf-behavior 11.28: seconds are not kept. */
const wholeMinutes: MakeRule = ({ at = '' }) => ({
	accept: (given) => {
		const text = valueAt(given, at);
		return typeof text === 'string' ? withValue(given, at, text.replace(/(\d\d:\d\d):\d\d$/, '$1:00')) : given;
	},
});

/** jamf-behavior 11.52: a title is created with its versions, which its source knows. */
const mintedVersions: MakeRule = ({ at = '' }) => ({
	store: (object, { current, element }) => {
		const versions = valueAt(object, at);
		// Seeded objects have no request body.
		const isMinted =
			current === undefined && element.name !== '' && (!Array.isArray(versions) || versions.length === 0);
		return isMinted ? withValue(object, at, VERSIONS) : object;
	},
});

const VERSIONS: ClassicObject[] = [{ software_version: '2.0' }, { software_version: '1.0' }];

/** jamf-behavior 11.51: the first GET after a write returns only one part of a section. */
const partialAfterWrite: MakeRule = ({ at = '', to = '' }) => ({
	show: (object, reads) => {
		const section = valueAt(object, at);
		if (reads > 0 || !isObject(section)) return object;
		return withValue(object, at, section[to] === undefined ? {} : { [to]: section[to] });
	},
});

/** jamf-behavior 11.53: an account section that refers to a missing object is a server error. */
const knownBindings: MakeRule = ({ at = '', status = 500 }) => ({
	accept: (given, { objects }) =>
		mapEntries(given, at, (entry) => {
			if (objects.resolve && !objects.resolve('directory_binding', entry)) throw new Failure(status);
			return entry;
		}),
});

export const DERIVED_RULES: Readonly<Record<string, MakeRule>> = {
	idsOf,
	knownBindings,
	mintedVersions,
	partialAfterWrite,
	siteOrNone,
	wholeMinutes,
};
