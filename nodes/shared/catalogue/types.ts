/** The rows of the catalogue, as written by `npm run catalogue`. Properties with their default value are omitted. */

import type { BodyRow } from './bodyRow';

export type RowMethod = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

export type { FieldRow, Fields } from './fieldRow';

/** All resources of one API, sorted by value. */
export interface Catalogue {
	/** Version of the API document that the rows are generated from: `11.32.0`. */
	version: string;
	/** Privileges that Jamf renamed, by current name: the former name, and the version of Jamf Pro that renamed it. */
	renamedPrivileges?: Record<string, { former: string; since: string }>;
	/** Why privileges are not known, by resource or `resource.operation`. */
	privilegesUnknown?: Record<string, string>;
	resources: ResourceRow[];
}

export interface ResourceRow {
	/** Stored in workflows: `apiRole`. */
	value: string;
	/** Name in the picker, as in Jamf's console: `API Role`. */
	name: string;
	/** Singular and plural for use in sentences: `API role`, `API roles`. */
	noun: string;
	plural: string;
	/** How to list and identify its objects. If absent, an ID can only be typed. */
	objects?: ObjectsRow;
	/** Classic: root element of one object, `computer_group` (jamf-behavior 5.4). */
	root?: string;
	operations: OperationRow[];
}

/** The list used for From List, By Name and device lookups. */
export interface ObjectsRow {
	/** Operation of the same resource that returns the list. Default: `getAll`. */
	operation?: string;
	/** Field with the ID used in paths. Default: `id`. Dots separate nested fields. */
	idField?: string;
	/** Field with the display name of an object. */
	titleField: string;
	/** Second line of a list entry, such as a serial number. */
	detailField?: string;
	/** Whether the server can filter the list by `titleField`. If not, the node filters the results itself. */
	filterable?: true;
	/** Name of `titleField` in the server's filter and sort, if different: `displayName` for `general.displayName`. */
	filterField?: string;
	/** Sections of the list that contain these fields. Only for lists with sections. */
	sections?: string[];
	/** Additional ways to identify an object: the field that the server filters by, by locator mode. */
	lookups?: Partial<Record<'serialNumber' | 'udid', string>>;
	/** Classic: additional ways to identify an object: a path that returns the whole object (`/computers/udid/{id}`), by locator mode. */
	paths?: Partial<Record<LookupMode, string>>;
	/** Whether IDs are arbitrary text (UUIDs, names) instead of numbers. */
	idIsText?: true;
}

/** Modes of a resource locator in addition to list, ID and name. */
export type LookupMode =
	'bundleId' | 'email' | 'extension' | 'invitation' | 'macAddress' | 'serialNumber' | 'udid' | 'uuid';

export interface OperationRow {
	value: string;
	/** Name in the picker: `Get Many`. */
	name: string;
	/** Shown in n8n's node panel and to AI agents: `Get many API roles`. */
	action: string;
	description?: string;
	/** Newest first. Older routes are for servers that return 404 for the newer ones. */
	routes: [RouteRow, ...RouteRow[]];
	/** Path parameters of the newest route, in path order. */
	path?: ParameterRow[];
	/** Query parameters other than pagination, filter, sort and sections. */
	query?: ParameterRow[];
	list?: ListRow;
	body?: BodyRow;
	/** Classic: key of the response body that contains the result, if it is not the root of the resource. Dots separate nested keys. */
	root?: string;
	/** Classic: read as XML, because the server's JSON loses data (jamf-behavior 5.3). */
	xml?: true;
	/** Classic: parts of the object that can be requested separately by appending `/subset/General&Scope` to the path. */
	subsets?: string[];
	/** Type of a successful response. Default: JSON. `nothing`: 204 or an empty body. */
	responseType?: 'file' | 'nothing' | 'text';
	/** `Accept` header, if `responseType` is `file` or `text` and the server requires it. */
	accept?: string;
	/** Paginated CSV export: where to put the page if the form does not set a body (jamf-behavior 3.6). */
	csvPages?: 'body' | 'query';
	/** Fields that Simplify keeps, most useful first. Dots separate nested fields. Only for results with more than 10 fields. */
	simplify?: string[];
	/** Names of simplified fields in the item, by their path. Default: the last part of the path, so that an item has no nested fields. */
	simplifyAs?: Record<string, string>;
	/** Up to 8 documented fields of the response, or of an entry of its list, by which the response is recognized. */
	expects?: string[];
	/** How many of `expects`, from the first, Jamf documents as always present. */
	expectsRequired?: number;
	/** Date of deprecation, such as `2026-07-14`, or empty if unknown. Set if the newest route is deprecated. */
	deprecated?: string;
	/** Replacement of a deprecated operation: `computer.getAll`, or `pro computer.getAll` if it is in the other node. */
	replacedBy?: string;
	/** First version of Jamf Pro without this operation: `11.28`. */
	removed?: string;
	/** Available to existing workflows but not shown in the picker. */
	hidden?: true;
	/** Whether the operation can destroy data and requires Confirm. */
	destructive?: true;
	/** Whether it destroys data, but only needs a confirmation if an AI agent runs it. */
	destroys?: true;
	/** Whether it gives privileges or logins, or runs code on devices, which an AI agent must be allowed to do. */
	grants?: true;
	/** Whether its result is a secret that the user asks for. */
	asksSecret?: true;
	/** Whether its result can contain secrets besides what the user asks for. */
	includesSecrets?: true;
	/** Whether it only reads, although its method is not GET. */
	reads?: true;
}

/** One operation in Jamf's API document. */
export interface RouteRow {
	/** Older versions can use a different method than the newest. */
	method: RowMethod;
	/** Template below the API root, such as `/v1/api-roles/{id}`; its placeholders have the order of `OperationRow.path`. */
	path: string;
	/** Documented privileges, all of which are required. If absent, they are unknown. */
	privileges?: string[];
	/** Privileges of which one is required, depending on the type of the object. */
	privilegesByType?: string[];
	deprecated?: string;
	/** Query parameters and body fields of the newest route that this route does not support. */
	unsupported?: string[];
	/** Field names that differ from the newest route: new to old. */
	renamed?: Record<string, string>;
}

export interface ParameterRow {
	/** Name in the request. */
	name: string;
	/** Name in n8n, if different: the first path parameter is `id`, others keep their name in camelCase. */
	as?: string;
	label: string;
	type: 'boolean' | 'dateTime' | 'multiOptions' | 'number' | 'options' | 'string' | 'strings';
	options?: Array<string | number>;
	/** Display names of values whose generated names are hard to read. */
	labels?: Record<string, string>;
	required?: true;
	/** Resource that the value identifies an object of. Shown as a resource locator. */
	of?: string;
	/** Field of the object that is the value, if not its ID: `general.managementId`. It can also be entered itself. */
	field?: string;
	hint?: string;
	placeholder?: string;
	/** Destructive values, such as erase or lock, which require the option Confirm. */
	confirm?: string[];
}

export interface ListRow {
	/**
	 * `paged`: `{ totalCount, results }`, paginated with `page` and `page-size`. `results`: the same format in one response.
	 * `array`: an array in one response. `pagedArray`: a paginated array that ends with an empty page. `field`: an array in `field`.
	 */
	kind: 'array' | 'field' | 'paged' | 'pagedArray' | 'results';
	field?: string;
	/** Whether its entries are texts or numbers instead of objects. */
	scalars?: true;
	/** Name of the page size parameter of old routes. Default: `page-size`. */
	sizeParameter?: 'pagesize' | 'size';
	/** Maximum page size. Default: 2000 (jamf-behavior 3.1). */
	largestPage?: number;
	/** Page size to request by default, instead of 100 or 500. */
	pageSize?: number;
	/** Sections with so much data that the default page size applies. Without them, the page size is 500 (jamf-behavior 10.3). */
	heavy?: string[];
	/** Field with unique values, for a stable order. If absent, the list cannot be sorted. */
	unique?: string;
	/** Fields that identify a row in combination, where `unique` is not actually unique. */
	key?: string[];
	/** Documented fields that the server can sort by. An empty array allows any field. */
	sort?: string[];
	/** Fields that the server can filter by (RSQL). An empty array allows any field. If absent, the list cannot be filtered. */
	filter?: string[];
	filterRequired?: true;
	/** Values of `section`. The first one is the server's default. */
	sections?: string[];
	/** Query parameters that are always sent, such as `exception-handling=LENIENT`. */
	always?: Record<string, string>;
}
