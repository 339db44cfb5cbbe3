import { isObject, type Json, type JsonObject } from '../json';
import type { Reply } from '../reply';
import { type ApiRequest, jsonBody } from '../request';
import { attachment } from './files';
import { rowsOf } from './list';
import { checkParent, ownObjects } from './parents';
import { valueAt } from './shape';
import type { Subject } from './subject';

/** Columns of the history of any object (jamf-behavior 3.6). */
const HISTORY = ['username', 'date', 'note', 'details'];

/** A list as CSV: the requested columns, or all (jamf-behavior 3.6). */
export function respondWithExport(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { route, resource, state } = subject;
	const isHistory = /\/history\/export$/.test(route.path);
	const own = isHistory ? undefined : ownObjects(resource.value, state)?.values(request.node).filter(isObject);
	const { collection, shape } = rowsOf(subject, request);
	const rows = own ?? collection.values(request.node);
	const known = isHistory ? HISTORY : own === undefined ? ['id', ...shape.keys()] : Object.keys(own[0] ?? {});
	return respondWithCsv(request, rows, known);
}

/** 100 rows unless the query or the body sets another number; a body overrides the query (jamf-behavior 3.6). */
function exportedPage(request: ApiRequest, rows: readonly JsonObject[]): readonly JsonObject[] {
	const body = request.body.length > 0 ? jsonBody(request) : undefined;
	const read = (inBody: string, inQuery: string, ordinary: number) =>
		Number(body === undefined ? (request.query.get(inQuery) ?? ordinary) : (body[inBody] ?? ordinary));
	const size = Math.min(read('pageSize', 'page-size', 100), 2000);
	const start = read('page', 'page', 0) * size;
	return rows.slice(start, start + size);
}

/** @param known the columns, unless the request selects some */
export function respondWithCsv(request: ApiRequest, rows: readonly JsonObject[], known: readonly string[]): Reply {
	const asked = chosen(request, 'export-fields');
	const columns = asked.length > 0 ? asked : [...new Set(known)];
	const labels = chosen(request, 'export-labels');
	const head = columns.map((name, index) => labels[index] ?? name);
	const lines = [head, ...exportedPage(request, rows).map((row) => cells(row, columns))].map((line) =>
		line.map(quote).join(','),
	);
	return attachment('export.csv', 'text/csv', `${lines.join('\r\n')}\r\n`);
}

function chosen({ query }: ApiRequest, name: string): string[] {
	return query.getAll(name).flatMap((value) => value.split(',').map((each) => each.trim()));
}

function cells(row: JsonObject, columns: readonly string[]): string[] {
	return columns.map((name) => text(valueAt(row, name)));
}

function text(value: Json | undefined): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function quote(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
