import type { ElementRow, Elements } from '../../../nodes/shared/catalogue/elements';
import { findElements } from '../../../nodes/shared/catalogue/find';
import { classic, classicElements, classicFields } from '../../../nodes/shared/catalogue/lookup';
import type { OperationRow, ResourceRow } from '../../../nodes/shared/catalogue/types';
import type { ItemParameters } from '../../../nodes/shared/parameters/itemParameters';
import type { HttpResponse } from '../../../nodes/shared/transport/types';
import { createClassicDialect } from '../../../nodes/JamfClassic/dialect';
import { accepted } from '../../../simulator/classic/accept';
import { Rules } from '../../../simulator/classic/rules';
import { SCOPE_ORDERS } from '../../../simulator/classic/rules/scope';
import { valueAt } from '../../../simulator/classic/rules/paths';
import { type ClassicType, classicSchema } from '../../../simulator/classic/schema';
import type { ClassicObject } from '../../../simulator/classic/tree';
import type { WireElement } from '../../../simulator/classic/wire';
import { xmlContent } from '../../../simulator/classic/writeXml';
import { parseXml } from '../../../simulator/classic/xml';

/** One element of the wire account, with its parents from the root on. */
export interface Place {
	path: string;
	chain: readonly WireElement[];
}

export function placesIn(elements: readonly WireElement[], above: readonly WireElement[] = []): Place[] {
	return elements.flatMap((element) => {
		const chain = [...above, element];
		return [{ path: chain.map(({ name }) => name).join('.'), chain }, ...placesIn(element.of ?? [], chain)];
	});
}

/** Values with a fixed format; all other text is free. */
const FORMS: readonly [RegExp, string][] = [
	[/date_time_limitations\.(activation|expiration)_date$/, '2027-01-02 03:04:05'],
	[/no_execute_(start|end)$/, '5:00 PM'],
	[/_until_utc$/, '2027-01-01T01:00:00.000+0000'],
	[/general\.level$/, 'User'],
	[/key_type$/, 'Individual'],
	[/invitation_type$/, 'USER_INITIATED_EMAIL'],
	[/payloads$/, '<plist><dict/></plist>'],
	[/^general\.file_type$/, 'PDF'],
	[/removal_disallowed$/, 'Never'],
	[/referral_response$/, 'follow'],
	[/^input_type\.platform$/, 'Mac'],
	[/^reboot\.(no_)?user_logged_in$/, 'Do not restart'],
];

/** Free text that would be misread without a row, or with a row of another type. */
const READ_TEXTS = ['42', 'true'];
const JSON_TEXT = '42';
const EMPTY = '';
const WRITTEN_TEXT = 'Some text';

function leafOf({ type, options, name, repeated }: WireElement, path: string, text: string): string | number | boolean {
	if (text === EMPTY) return EMPTY;
	if (name === 'notification' && repeated) return 'true';
	const option = options?.find((each) => each !== '');
	if (option !== undefined && (text === WRITTEN_TEXT || type === 'number'))
		return type === 'number' ? Number(option) : option;
	if (type === 'number') return 1440;
	if (type === 'digits') return '277777777777777777773333333333333333333';
	if (type === 'boolean') return true;
	return FORMS.find(([pattern]) => pattern.test(path))?.[1] ?? text;
}

/** Elements without which an entry of a list is rejected, or not stored. */
const companionsOf = (text: string) => ({ name: text === EMPTY ? WRITTEN_TEXT : text, display_in: true });

/** An object with only this element: lists have one entry, and a nested object has one leaf. */
function objectWith(place: Place, text = WRITTEN_TEXT): ClassicObject {
	const [first, ...rest] = place.chain;
	if (!first) return {};
	const build = (element: WireElement, below: readonly WireElement[], path: string): ClassicObject[string] => {
		const inner = below[0] ?? leafIn(element.of ?? []);
		const value = !element.of
			? leafOf(element, path, text)
			: inner
				? { ...companions(element, text), [inner.name]: build(inner, below.slice(1), `${path}.${inner.name}`) }
				: {};
		return element.item !== undefined || element.repeated ? [value] : value;
	};
	return { [first.name]: build(first, rest, first.name) };
}

/** The leaf that best identifies the element around it: not a name or an ID, which read the same without a row. */
function leafIn(elements: readonly WireElement[]): WireElement | undefined {
	const leaves = elements.filter(({ of, access }) => of === undefined && access !== 'write');
	const plain = leaves.filter(({ name }) => !/(name|^id)$/i.test(name));
	const names = leaves.filter(({ name }) => name !== 'id');
	return plain.find(({ type }) => type === 'number') ?? plain[0] ?? names[0] ?? leaves[0] ?? elements[0];
}

const companions = ({ item, of = [] }: WireElement, text: string): ClassicObject =>
	item === undefined
		? {}
		: Object.fromEntries(Object.entries(companionsOf(text)).filter(([key]) => of.some(({ name }) => name === key)));

/** The part of a value that an expectation covers; anything else is ignored. */
function restricted(value: unknown, expected: unknown): unknown {
	if (Array.isArray(value) && Array.isArray(expected)) return value.map((each) => restricted(each, expected[0]));
	if (typeof value !== 'object' || value === null || typeof expected !== 'object' || expected === null) return value;
	if (Array.isArray(value) || Array.isArray(expected)) return value;
	const names = Object.keys(value).filter((name) => name in expected);
	return Object.fromEntries(
		names.map((name) => [
			name,
			restricted((value as Record<string, unknown>)[name], (expected as Record<string, unknown>)[name]),
		]),
	);
}

/** The values that a GET returns: empty numbers and booleans are `null` for the node. */
function withNulls(value: unknown, elements: readonly WireElement[]): unknown {
	if (Array.isArray(value)) return value.map((each) => withNulls(each, elements));
	if (typeof value !== 'object' || value === null) return value;
	const elementOf = (key: string) => elements.find(({ name }) => name === key);
	const shown = Object.entries(value).filter(([key]) => elementOf(key)?.access !== 'write');
	return Object.fromEntries(
		shown.map(([key, inner]) => {
			const element = elementOf(key);
			const isNothing = inner === EMPTY && (element?.type === 'number' || element?.type === 'boolean');
			return [key, isNothing ? null : withNulls(inner, element?.of ?? [])];
		}),
	);
}

/** The value at a path; list entries are searched. */
function foundAt(value: unknown, names: readonly string[]): unknown {
	const [name, ...rest] = names;
	if (name === undefined) return value;
	const inside: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof inside !== 'object' || inside === null) return undefined;
	return foundAt((inside as Record<string, unknown>)[name], rest);
}

/** All values of an object, sorted by name. */
const said = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
			: inner,
	) ?? 'nothing';

/** Values that only this test sends in their own format. */
const IN_OTHER_WORDS = /no_execute_(start|end)$/;
const WINDOW = [{ rule: 'noExecuteWindow', source: 'V JTF TRY' }];
const NEW = {
	element: { name: '', children: [], text: '' },
	current: undefined,
	objects: { directoryGroups: undefined },
};

interface Ways {
	resource: ResourceRow;
	type: ClassicType;
	get: OperationRow | undefined;
	write: OperationRow | undefined;
}

/** With the option Confirm. */
const CONFIRMED = {
	string: () => '',
	boolean: (name: string) => name === 'options.confirm',
	isAllowed: () => false,
	isConfirmed: () => true,
	hint: () => undefined,
} as unknown as ItemParameters;

/** The node's reading and writing with a table that a test changes, against the simulator's parser and writer. */
export class TableProbe {
	readonly table: Elements = structuredClone(classicElements());

	readonly #dialect = createClassicDialect(classic, classicFields, () => this.table);

	/** Resources with elements in the node's table and in the wire account. */
	static all(): Ways[] {
		return classic.resources.flatMap((resource) => {
			const segment = resource.operations[0]?.routes[0].path.split('/')[1] ?? '';
			const path = segment === 'accounts' ? `accounts/${resource.value === 'account' ? 'user' : 'group'}` : segment;
			const type = classicSchema().types.get(path);
			const operation = (...values: string[]) =>
				values.flatMap((value) => resource.operations.filter((row) => row.value === value))[0];
			const get =
				operation('get', 'getByDate', 'getVersions') ??
				resource.operations.find((row) => row.routes[0].method === 'GET' && row.list === undefined);
			const write = operation('update', 'create', 'send', 'flush');
			const hasRows = (row?: OperationRow) => findElements(classicElements(), resource.value, row?.value ?? 'get');
			if (!type || type.elements.length === 0 || !(hasRows(get) ?? hasRows(write))) return [];
			return [{ resource, type, get: hasRows(get) && get, write }];
		});
	}

	/** Runs with other rows for a resource: a fresh array, because the node caches arrays by identity. */
	async withRows<T>(
		{ resource, get, write }: Ways,
		change: (rows: ElementRow[]) => void,
		run: () => Promise<T>,
	): Promise<T> {
		const keys = new Set([get, write].flatMap((row) => (row ? [this.#keyOf(resource.value, row.value)] : [])));
		const saved = [...keys].map((key) => [key, this.table[key]!] as const);
		for (const [key, rows] of saved) {
			const changed = structuredClone(rows) as ElementRow[];
			change(changed);
			this.table[key] = changed;
		}
		const result = await run();
		for (const [key, rows] of saved) this.table[key] = rows;
		return result;
	}

	rowsOf({ resource, get, write }: Ways): ElementRow[] {
		return findElements(this.table, resource.value, (get ?? write)?.value ?? 'get') ?? [];
	}

	#keyOf(resource: string, operation: string): string {
		let key = `${resource}.${operation}` in this.table ? `${resource}.${operation}` : resource;
		for (let next = this.table[key]; typeof next === 'string'; next = this.table[key]) key = next;
		return key;
	}

	/** Elements that the node reads or writes differently from the server. */
	async disagreements(ways: Ways, place: Place): Promise<string[]> {
		const found: string[] = [];
		const { chain } = place;
		const isHidden = chain.some(({ access }) => access === 'write');
		const isIgnored = chain.some(({ access }) => access === 'read');
		const { of, item, repeated } = chain.at(-1)!;
		const isListOfValues = !of && (item !== undefined || repeated === true);
		const texts = isListOfValues ? READ_TEXTS : [...READ_TEXTS, EMPTY];
		for (const text of isHidden ? [] : texts) found.push(...(await this.#read(ways, place, text)));
		if (!isHidden) found.push(...(await this.#read(ways, place, JSON_TEXT, asJson)));
		if (ways.write) found.push(...(await this.#write(ways, ways.write, place, isIgnored)));
		return found;
	}

	async #read(ways: Ways, place: Place, text: string, write: Writer = asXml): Promise<string[]> {
		const { resource, type, get } = ways;
		if (!get) return [];
		const shown = objectWith(place, text);
		const names = place.chain.map(({ name }) => name);
		const body = [Buffer.from(write(shown, type, get, resource))];
		const response = { status: 200, headers: {}, body } as unknown as HttpResponse;
		try {
			const value = await this.#dialect.decoderFor(get, resource).read(response);
			const wanted = foundAt(withNulls(shown, type.elements), names);
			const expected = said(wanted);
			const actual = said(restricted(foundAt(value, names), wanted));
			return actual === expected ? [] : [`reads ${actual}, not ${expected}`];
		} catch (error) {
			return [`cannot read: ${String(error)}`];
		}
	}

	async #write({ resource, type }: Ways, row: OperationRow, place: Place, isIgnored: boolean): Promise<string[]> {
		const given = withConditions(objectWith(place), type);
		const ideal = isIgnored
			? {}
			: this.#taken(type, `<${type.root}>${xmlContent(given, writable(type.elements))}</${type.root}>`);
		try {
			const { body } = await Promise.resolve(
				this.#dialect.encodeBody(withId(given, type, row), row, resource, CONFIRMED),
			);
			const taken = this.#taken(type, String(body));
			const names = place.chain.map(({ name }) => name);
			const wanted = IN_OTHER_WORDS.test(place.path) ? foundAt(given, names) : foundAt(ideal, names);
			const [expected, actual] = [said(wanted), said(restricted(foundAt(taken, names), wanted))];
			if (isIgnored) return String(body).includes(`<${names.at(-1)}>`) && actual !== expected ? ['is sent'] : [];
			return actual === expected ? [] : [`writes ${actual}, not ${expected}`];
		} catch (error) {
			return [`refuses: ${error instanceof Error ? error.message : String(error)}`];
		}
	}

	/** The result of the server's parser for a body. */
	#taken(type: ClassicType, xml: string): ClassicObject {
		const element = parseXml(xml.replace(/^<\?xml[^>]*>/, ''));
		const { account } = type;
		const orders = { ...account.orders, ...(account.scopeOrder !== undefined && SCOPE_ORDERS) };
		if (element.name !== type.root) return {};
		const given = accepted(element, type.elements, orders);
		// The times of a window have their own format.
		return type.path === 'policies' ? new Rules(WINDOW).accept(given, NEW) : given;
	}
}

const writable = (elements: readonly WireElement[]): WireElement[] =>
	elements
		.filter(({ access }) => access !== 'read')
		.map((element) => {
			const shown: WireElement = { ...element, ...(element.of && { of: writable(element.of) }) };
			delete shown.access;
			return shown;
		});

type Writer = (shown: ClassicObject, type: ClassicType, get: OperationRow, resource: ResourceRow) => string;

const asXml: Writer = (shown, type, get) => {
	const xml = `<?xml version="1.0"?><${type.root}>${xmlContent(shown, type.elements)}</${type.root}>`;
	return wrapped(xml, get.root);
};

/** JSON has numbers and booleans wherever the text looks like one (jamf-behavior 5.3). */
const asJson: Writer = (shown, type, get, resource) => {
	const path = (get.root ?? resource.root ?? type.root).split('.');
	const document = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), shown);
	return JSON.stringify(document).replace(/([:[,])"(\d+|true)"/g, '$1$2');
};

/** Some responses are nested deeper: `a.b` is an element `b` inside the root `a`. */
function wrapped(xml: string, root: string | undefined): string {
	const [outer, inner] = root?.split('.') ?? [];
	return outer !== undefined && inner !== undefined && !xml.includes(`<${inner}`)
		? xml.replace(/<(\w+)>/, `<${outer}>`)
		: xml;
}

/** Adds the values that the server requires of other elements to keep these. */
function withConditions(given: ClassicObject, { account }: ClassicType): ClassicObject {
	const rules = (account.rules ?? []).filter(
		({ rule, at = '' }) => rule === 'keptWhile' && valueAt(given, at) !== undefined,
	);
	return rules.reduce((object, { when = '', value = '' }) => {
		const [section = '', name] = when.split('.');
		if (name === undefined) return { ...object, [section]: value };
		const inner = object[section];
		return {
			...object,
			[section]: { [name]: value, ...(typeof inner === 'object' && !Array.isArray(inner) ? inner : {}) },
		};
	}, given);
}

/** An update has the ID of its object, as returned by a read; a new object has the required elements. */
function withId(given: ClassicObject, { elements }: ClassicType, { value }: OperationRow): ClassicObject {
	const section = elements.find(({ name }) => name === 'general' || name === 'connection');
	const inner = section && valueAt(given, section.name);
	const ownInner = typeof inner === 'object' && !Array.isArray(inner) ? inner : {};
	if (value === 'update') {
		if (section !== undefined) return { ...given, [section.name]: { id: 1, ...ownInner } };
		return elements.some(({ name }) => name === 'id') ? { id: 1, ...given } : given;
	}
	const general = section && { ...neededOf(section.of ?? []), ...ownInner };
	const isSectionSent = value === 'send' || inner !== undefined;
	return { ...neededOf(elements), ...given, ...(section && isSectionSent && { [section.name]: general! }) };
}

const neededOf = (elements: readonly WireElement[]): ClassicObject =>
	Object.fromEntries(
		elements
			.filter(({ required, of }) => required === true && !of)
			.map((element) => [element.name, leafOf(element, element.name, WRITTEN_TEXT)]),
	);
