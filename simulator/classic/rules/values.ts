import { conflict, Failure } from '../../failure';
import { isObject } from '../../json';
import { type ClassicValue } from '../tree';
import { childText } from '../xml';
import { mapEntries, valueAt, withValue } from './paths';
import type { RuleRecord } from '../wire/ruleRecord';
import type { Rule } from './rule';

type MakeRule = (record: RuleRecord) => Rule;

const isEmpty = (value: ClassicValue | undefined): boolean =>
	value === undefined || value === '' || (isObject(value) && Object.values(value).every(isEmpty));

/** GET returns this value, whatever is stored. */
const readsAs: MakeRule = ({ at = '', value = '' }) => ({ show: (object) => withValue(object, at, value) });

/** This value is stored, whatever is written; with `when`, only while that element has a value. */
const fixed: MakeRule = ({ at = '', value = '', when }) => ({
	store: (object) => (when !== undefined && isEmpty(valueAt(object, when)) ? object : withValue(object, at, value)),
});

/** A write-only name: it overwrites another element, and GET returns it empty. */
const alias: MakeRule = ({ at = '', to = '' }) => ({
	accept: (given, { current }) => {
		const value = valueAt(given, at);
		if (value === undefined) return given;
		const isNothing = value === '' && isEmpty(valueAt(given, to)) && isEmpty(current && valueAt(current, to));
		if (isNothing) return withValue(given, at, undefined);
		const [section = ''] = to.split('.');
		const target = isObject(given[section]) ? given : { ...given, [section]: {} };
		return withValue(withValue(target, at, undefined), to, value);
	},
	show: (object) => withValue(object, at, ''),
});

/** The name of an element in writes, and its name in reads. */
const writeName: MakeRule = ({ at = '', to = '' }) => ({
	accept: (given) => {
		const value = valueAt(given, at);
		return value === undefined ? given : withValue(withValue(given, at, undefined), to, value);
	},
});

/** GET returns the value of another element; written values are discarded. */
const mirror: MakeRule = ({ at = '', from = '', words }) => ({
	show: (object) => {
		const value = valueAt(object, from) ?? '';
		return withValue(object, at, words ? (words[String(value)] ?? '') : value);
	},
});

/** Two names of one value: either sets both, and the second wins. */
const twins: MakeRule = ({ at = '', from = '' }) => ({
	accept: (given) => {
		const value = valueAt(given, from) ?? valueAt(given, at);
		return value === undefined ? given : withValue(withValue(given, at, value), from, value);
	},
	store: (object) => withValue(object, at, valueAt(object, from)),
});

/** Written values and their stored form; with `text`, all others are rejected. */
const words: MakeRule = ({ at = '', words: known = {}, value, text }) => ({
	accept: (given) => {
		const said = valueAt(given, at);
		if (said === undefined) return given;
		const stored = known[String(said)];
		if (stored === undefined && text !== undefined) throw conflict(text);
		return withValue(given, at, stored ?? value ?? said);
	},
});

/** The value that GET returns for a stored value. */
const readWords: MakeRule = ({ at = '', words: known = {} }) => ({
	show: (object) => {
		const stored = String(valueAt(object, at) ?? '');
		return stored in known ? withValue(object, at, known[stored]) : object;
	},
});

/** An element that a body must not have. */
const refused: MakeRule = ({ at = '', status = 409, text = '', value }) => ({
	accept: (given, { element }) => {
		const path = at.split('.');
		let found = [element];
		for (const name of path) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
		const isMeant = found.some(
			({ text: said, children }) => value === undefined || (said.trim() === String(value) && children.length === 0),
		);
		if (isMeant) throw status === 409 ? conflict(text) : new Failure(status);
		return given;
	},
});

/** A section requires this element in every write. */
const needs: MakeRule = ({ at = '', when = '', status = 409, text = '' }) => ({
	accept: (given, { current }) => {
		const isNew = when !== '' || current === undefined;
		const applies = when === '' ? isNew : valueAt(given, when) !== undefined;
		if (!applies || valueAt(given, at) !== undefined) return given;
		throw status === 409 ? conflict(text) : new Failure(status);
	},
});

/** An element is kept only while another has this value; otherwise it returns to its default. */
const keptWhile: MakeRule = ({ at = '', when = '', value, to }) => ({
	store: (object) => {
		if (String(valueAt(object, when) ?? '') === String(value) || valueAt(object, at) === undefined) return object;
		const preset = to ?? '';
		return withValue(object, at, preset === 'false' ? false : /^-?\d+$/.test(preset) ? Number(preset) : preset);
	},
});

/** A section whose omitted elements are kept. */
const merged: MakeRule = ({ at = '' }) => ({
	accept: (given, { current }) => {
		const [sent, stored] = [valueAt(given, at), current && valueAt(current, at)];
		return isObject(sent) && isObject(stored) ? withValue(given, at, { ...stored, ...sent }) : given;
	},
});

/** A password is kept when it is omitted, even if the section around it is replaced. */
const keepsSecret: MakeRule = ({ at = '' }) => ({
	accept: (given, { current }) => {
		const [section = '', stored] = [at.split('.').slice(0, -1).join('.'), current && valueAt(current, at)];
		const isLeftOut = valueAt(given, at) === undefined && isObject(valueAt(given, section));
		return isLeftOut && stored !== undefined ? withValue(given, at, stored) : given;
	},
});

/** The element is not stored. */
const discarded: MakeRule = ({ at = '' }) => ({ store: (object) => withValue(object, at, undefined) });

/** A list keeps an entry only with `display_in`; false removes it. `to`: an element that defaults to false. */
const displayIn: MakeRule = ({ at = '', to }) => ({
	accept: (given) =>
		mapEntries(given, at, (entry) => {
			if (entry.display_in !== true) return undefined;
			return to === undefined ? entry : { [to]: false, ...entry };
		}),
});

/** An empty element keeps the stored value. */
const keptWhenEmpty: MakeRule = ({ at = '' }) => ({
	accept: (given, { element, current }) => {
		const stored = current && valueAt(current, at);
		return childText(element, at) === '' && stored !== undefined ? withValue(given, at, stored) : given;
	},
});

/** Text without its last line feed, and with line feeds only. */
const trimmed: MakeRule = ({ at = '' }) => ({
	accept: (given) => {
		const text = valueAt(given, at);
		return typeof text === 'string' ? withValue(given, at, text.replace(/\r\n?/g, '\n').replace(/\n$/, '')) : given;
	},
});

/** Writing one element also writes another. */
const copies: MakeRule = ({ at = '', to = '' }) => ({
	store: (object, { element }) => {
		const [section = '', name = ''] = at.split('.');
		const value = valueAt(object, at);
		// Seeded objects have no request body.
		const sent = element.children.find((each) => each.name === section)?.children.some((each) => each.name === name);
		return (sent ?? element.name === '') && value !== undefined ? withValue(object, to, value) : object;
	},
});

export const VALUE_RULES: Readonly<Record<string, MakeRule>> = {
	alias,
	copies,
	discarded,
	displayIn,
	fixed,
	keepsSecret,
	keptWhenEmpty,
	keptWhile,
	merged,
	mirror,
	needs,
	readWords,
	readsAs,
	refused,
	trimmed,
	twins,
	words,
	writeName,
};
