import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import type { JsonObject } from '../json';
import { json, noContent, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { acceptFile, acceptText } from './accept';
import { rowsOf } from './list';
import { checkParent } from './parents';
import { valueAt } from './shape';
import { idsOf, type Subject } from './subject';

/** One transparent pixel. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

/** Files of one resource that can be downloaded again, below the object they belong to. */
function keyOf({ value }: ResourceRow, ids: readonly string[]): string {
	return `${value} ${ids.join(' ')}`;
}

export function upload(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { store, resource, row, route } = subject;
	const file = acceptFile(request, row.body ?? {});
	let id = 0;
	store.files(keyOf(resource, idsOf(subject, request))).insert((number) => ((id = number), file), request.node);
	if (row.answer === 'nothing') return noContent();
	return json({ id: String(id), url: `${request.origin}/api${route.path}/${id}` }, 201);
}

export function uploadText(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	acceptText(request, subject.row.body ?? {});
	return subject.row.answer === 'nothing' ? noContent() : json({}, 200);
}

/** What was uploaded, or a file of the kind that is asked for. */
export function download(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { store, resource, row } = subject;
	const ids = idsOf(subject, request);
	const kept = store.files(keyOf(resource, ids.slice(0, -1))).read(Number(ids.at(-1)), request.node);
	if (kept !== undefined) return attachment(kept.name, kept.contentType, kept.content);
	if (row.answer === 'text') return { status: 200, contentType: 'text/plain', body: `${row.name}\n` };
	if (row.accept === 'image/*') return attachment('image.png', 'image/png', PIXEL);
	if (row.accept === 'text/csv' || row.value.startsWith('export')) {
		const { collection, shape } = rowsOf(subject, request);
		const rows = collection.values(request.node);
		return attachment('export.csv', 'text/csv', csv(['id', ...shape.keys()], rows));
	}
	return attachment(`${row.value}.bin`, row.accept ?? 'application/octet-stream', `${resource.name}: ${row.name}\n`);
}

function attachment(name: string, contentType: string, body: Buffer | string): Reply {
	return { status: 200, contentType, headers: { 'Content-Disposition': `attachment; filename="${name}"` }, body };
}

function csv(names: string[], rows: JsonObject[]): string {
	const cell = (value: unknown) => `"${String(value ?? '').replace(/"/g, '""')}"`;
	return [names.join(','), ...rows.map((row) => names.map((name) => cell(valueAt(row, name))).join(','))].join('\r\n');
}
