/** The rows that the interpreter reads, as `npm run catalogue` writes them. A trait is left out where it has its ordinary value. */

import type { BodyRow } from './bodyRow';

export type RowMethod = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

export type { FieldRow, Fields } from './fieldRow';

/** All resources of one API, by value. */
export interface Catalogue {
	/** Version of the document the rows were made from: `11.32.0`. */
	version: string;
	/** Privileges that Jamf renamed: current name, to the name before a version of Jamf Pro. */
	renamedPrivileges?: Record<string, { former: string; since: string }>;
	resources: ResourceRow[];
}

export interface ResourceRow {
	/** What workflows store: `apiRole`. */
	value: string;
	/** Jamf's console word, in the picker: `API Role`. */
	name: string;
	/** One and several of them in sentences: `API role`, `API roles`. */
	noun: string;
	plural: string;
	/** How its objects are listed and known; without it an ID can only be typed. */
	objects?: ObjectsRow;
	/** Classic: root element of one object, `computer_group` (jamf-behavior 5.4). */
	root?: string;
	operations: OperationRow[];
}

/** The sibling list behind From List, By Name and the device lookups. */
export interface ObjectsRow {
	/** Operation of the same resource whose list it is; `getAll` unless said otherwise. */
	operation?: string;
	/** Field with the ID that paths take; `id` unless said otherwise. Dots lead into objects. */
	idField?: string;
	/** Field that people know an object by. */
	titleField: string;
	/** Second line of a list entry, such as a serial number. */
	detailField?: string;
	/** Whether the server can filter the list by `titleField`; otherwise the node filters what it read. */
	filterable?: true;
	/** What the server's filter and sort call `titleField`, when it is another name: `displayName` for `general.displayName`. */
	filterField?: string;
	/** Sections of the list that hold the fields named here; only where the list has sections. */
	sections?: string[];
	/** Further ways to name an object: mode of the locator to the field the server filters on. */
	lookups?: Partial<Record<'serialNumber' | 'udid', string>>;
	/** Classic: further ways to name an object, each a path that answers with the whole object: `/computers/udid/{id}`. */
	paths?: Partial<Record<LookupMode, string>>;
	/** Whether IDs are text of any form (UUIDs, names), not numbers. */
	idIsText?: true;
}

/** Modes of a resource locator besides list, ID and name. */
export type LookupMode =
	'bundleId' | 'email' | 'extension' | 'invitation' | 'macAddress' | 'serialNumber' | 'udid' | 'uuid';

export interface OperationRow {
	value: string;
	/** In the picker: `Get Many`. */
	name: string;
	/** Under the node and for AI agents: `Get many API roles`. */
	action: string;
	description?: string;
	/** Newest first: an older one serves servers that answer 404 to the newer. */
	routes: [RouteRow, ...RouteRow[]];
	/** Path parameters of the newest route, in order of the path. */
	path?: ParameterRow[];
	/** Query parameters that are no paging, filter, sort or section. */
	query?: ParameterRow[];
	list?: ListRow;
	body?: BodyRow;
	/** Classic: key that the answer stands under when it is not the root of the resource; dots lead into objects. */
	root?: string;
	/** Classic: read as XML, because the server's JSON loses data (jamf-behavior 5.3). */
	xml?: true;
	/** Classic: parts of the object that can be asked for alone, `/subset/General&Scope` behind the path. */
	subsets?: string[];
	/** What a success brings; `json` unless said otherwise. `nothing`: 204 or an empty body. */
	answer?: 'file' | 'nothing' | 'text';
	/** `Accept` when `answer` is a file or text and the server needs it. */
	accept?: string;
	/** A CSV export in pages: where the page goes when the form gives no body (jamf-behavior 3.6). */
	csvPages?: 'body' | 'query';
	/** Fields that Simplify keeps, dots lead into objects; only where a result has more than 10 fields. */
	simplify?: string[];
	/** Fields of the documented response, or of an entry of its list, at most 10: what has none of them is something else. */
	expects?: string[];
	/** Deprecated on this date, `2026-07-14`, empty where it is not known; set when the newest route is deprecated. */
	deprecated?: string;
	/** What to use instead of a deprecated operation: `computer.getAll`; `pro computer.getAll` when it is one of the other node. */
	replacedBy?: string;
	/** First version of Jamf Pro without it: `11.28`. */
	removed?: string;
	/** Kept for stored workflows, not offered in the picker. */
	hidden?: true;
	/** Whether a confirmation must be ticked: the operation can destroy data. */
	destructive?: true;
}

/** One operation of Jamf's document. */
export interface RouteRow {
	/** Only when an older version used another method than the newest. */
	method: RowMethod;
	/** Template below the API root, such as `/v1/api-roles/{id}`; values fill it in order of `OperationRow.path`. */
	path: string;
	/** Privileges the document names, all needed. Absent: unknown, not none. */
	privileges?: string[];
	deprecated?: string;
	/** Query parameters and body fields of the newest route that this one does not know, and field names that differ: new to old. */
	unsupported?: string[];
	renamed?: Record<string, string>;
}

export interface ParameterRow {
	/** As the server wants it. */
	name: string;
	/** As n8n stores it when different: the first path parameter is `id`, further ones keep their camelCase name. */
	as?: string;
	label: string;
	type: 'boolean' | 'dateTime' | 'multiOptions' | 'number' | 'options' | 'string' | 'strings';
	options?: Array<string | number>;
	/** Names of values that do not read well. */
	labels?: Record<string, string>;
	required?: true;
	/** Resource whose object this is: shown as a resource locator. */
	of?: string;
	hint?: string;
	placeholder?: string;
	/** Values that need the option Confirm: they erase or lock. */
	confirm?: string[];
}

export interface ListRow {
	/**
	 * `paged`: `{ totalCount, results }` by `page` and `page-size`. `results`: the same shape in one request.
	 * `array`: a bare array in one request. `pagedArray`: a bare array by pages, its end is an empty page. `field`: an array under `field`.
	 */
	kind: 'array' | 'field' | 'paged' | 'pagedArray' | 'results';
	field?: string;
	/** Name of the page-size parameter of old routes; `page-size` unless said otherwise. */
	sizeParameter?: 'pagesize' | 'size';
	/** Most rows of a page; 2000 unless said otherwise (jamf-behavior 3.1). */
	largestPage?: number;
	/** Rows of a page when nothing is asked; 100 unless said otherwise. */
	pageSize?: number;
	/** Sections that make rows so large that pages are small; without one of them 500 rows are asked for (jamf-behavior 10.3). */
	heavy?: string[];
	/** Field that never repeats, for a stable order; absent: the route has no sort. */
	unique?: string;
	/** Fields that tell a row from all others together, where `unique` alone repeats after all. */
	key?: string[];
	/** Fields the server sorts by, when the document names them; an empty array: any field may be tried. */
	sort?: string[];
	/** Fields the server filters by (RSQL); an empty array: any field may be tried. Absent: no filter. */
	filter?: string[];
	filterRequired?: true;
	/** Values of `section`; the first one is what the server sends when none is asked. */
	sections?: string[];
	/** Query parameters that are always sent, such as `exception-handling=LENIENT`. */
	always?: Record<string, string>;
}
