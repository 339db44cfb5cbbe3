import { conflict, Failure } from '../failure';
import { isObject } from '../json';
import type { ApiRequest } from '../request';
import { accepted, checkRequired, withDefaults } from './accept';
import { QUIRKS } from './quirks';
import type { ClassicObjects } from './objects';
import { resolved } from './references';
import { SCOPE_ORDERS } from './rules/scope';
import type { ClassicType } from './schema';
import type { Store } from './store';
import type { WireElement } from './wire';
import { type ClassicObject, nameOf, sameText, titlePart, titleSection } from './tree';
import { parseXml, type XmlElement } from './xml';

/** Applies a body to a new or an existing object. */
export function written(
	objects: ClassicObjects,
	type: ClassicType,
	store: Store,
	request: ApiRequest,
	current?: ClassicObject,
): ClassicObject {
	const element = xmlBody(request, type.root);
	const { change } = QUIRKS[type.path] ?? {};
	const { account, rules } = type;
	const orders = { ...account.orders, ...(account.scopeOrder !== undefined && SCOPE_ORDERS) };
	const context = { element, current, objects };
	const sections = accepted(element, type.elements, orders);
	delete titlePart(sections).id;
	const given = resolved(rules.accept(sections, context), type.elements, objects.isType, objects.resolve);
	const merged = current
		? laidOver(current, withDefaults(given, usedRows(type, given)), type.elements)
		: withDefaults(given, type.elements);
	if (!type.single) checkName(type, store, merged, current);
	checkRequired(merged, type.elements);
	const changed = change ? change({ element, given: merged, current, objects }) : merged;
	return rules.store(changed, context);
}

const usedRows = ({ elements }: ClassicType, given: ClassicObject) =>
	elements.filter(({ name }) => given[name] !== undefined);

export function xmlBody(request: ApiRequest, root: string): XmlElement {
	// jamf-behavior 5.1: writes are XML only.
	if (!/^(application|text)\/xml\b/.test(request.headers['content-type'] ?? '')) throw new Failure(415);
	const element = parseXml(request.body.toString('utf8'));
	if (element.name !== root) throw conflict(`expected <${root}>`);
	return element;
}

/**
 * jamf-behavior 5.2: omitted values are kept and sent ones are replaced as a whole; the ID and name of an object are never removed, nor
 * are values that the server derives (jamf-behavior 11.12).
 */
function laidOver(current: ClassicObject, given: ClassicObject, rows: readonly WireElement[]): ClassicObject {
	const kept = withDerived(current, given, rows);
	const merged = { ...current, ...kept };
	const section = titleSection(current) ?? '';
	const [stored, sent] = [current[section], kept[section]];
	if (isObject(stored) && isObject(sent)) merged[section] = { ...sent, id: stored.id, name: sent.name ?? stored.name };
	return merged;
}

/** Dates have two more formats, which are derived from them. */
function isBasisKept(name: string, current: ClassicObject, given: ClassicObject): boolean {
	const basis = name.replace(/_(epoch|utc)$/, '');
	return given[basis] === undefined || basis === name || given[basis] === current[basis];
}

function withDerived(current: ClassicObject, given: ClassicObject, rows: readonly WireElement[]): ClassicObject {
	const kept = { ...given };
	for (const { name, access, of } of rows) {
		const [stored, sent] = [current[name], given[name]];
		if (access === 'read' && stored !== undefined && isBasisKept(name, current, given)) kept[name] = stored;
		else if (of && isObject(stored) && isObject(sent)) kept[name] = withDerived(stored, sent, of);
		else if (of && Array.isArray(stored) && Array.isArray(sent)) {
			kept[name] = sent.map((entry, index) => {
				const before = stored[index];
				return isObject(entry) && isObject(before) ? withDerived(before, entry, of) : entry;
			});
		}
	}
	return kept;
}

function checkName(type: ClassicType, store: Store, object: ClassicObject, current: ClassicObject | undefined): void {
	const isNamed = ({ name }: { name: string }) => name === 'name';
	const general = type.elements.find(({ name }) => name === 'general')?.of;
	if (![...type.elements, ...(general ?? [])].some(isNamed)) return;
	const name = nameOf(object);
	// jamf-behavior 5.2: missing required elements are a conflict.
	if (name === '') throw conflict('Problem with name');
	// jamf-behavior 5.6: device names may repeat.
	if (type.path === 'computers' || type.path === 'mobiledevices') return;
	// jamf-behavior 11.5: of two stored objects with one name, neither can be saved.
	const own = current && titlePart(current).id;
	const taken = store.ids().some((id) => id !== own && sameText(nameOf(store.read(id) ?? {}), name));
	if (taken) throw conflict('Duplicate name'); // jamf-behavior 5.6
}
