import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import { json, noContent, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { acceptFile, acceptText } from './accept';
import { checkParent } from './parents';
import { idsOf, type Subject } from './subject';

/** One transparent pixel. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

/** Downloadable files of one resource, below the object they belong to. */
function keyOf({ value }: ResourceRow, ids: readonly string[]): string {
	return `${value} ${ids.join(' ')}`;
}

export function upload(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { store, resource, row, route } = subject;
	const file = acceptFile(request, row.body ?? {});
	let id = 0;
	store.files(keyOf(resource, idsOf(subject, request))).insert((number) => ((id = number), file), request.node);
	if (row.responseType === 'nothing') return noContent();
	return json({ id: String(id), url: `${request.origin}/api${route.path}/${id}` }, 201);
}

export function uploadText(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	acceptText(request, subject.row.body ?? {});
	return subject.row.responseType === 'nothing' ? noContent() : json({}, 200);
}

/** The uploaded file, or a sample of the requested kind. */
export function download(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { store, resource, row } = subject;
	const ids = idsOf(subject, request);
	const files = store.files(keyOf(resource, ids.slice(0, -1)));
	const kept = ids.length === 0 ? files.values(request.node).at(-1) : files.read(Number(ids.at(-1)), request.node);
	if (kept !== undefined) return attachment(kept.name, kept.contentType, kept.content);
	if (row.responseType === 'text') return { status: 200, contentType: 'text/plain', body: `${row.name}\n` };
	if (row.accept === 'image/*') return attachment('image.png', 'image/png', PIXEL);
	if (row.accept === 'text/csv') return attachment(`${row.value}.csv`, 'text/csv', 'Serial Number,Username\r\n');
	return attachment(`${row.value}.bin`, row.accept ?? 'application/octet-stream', `${resource.name}: ${row.name}\n`);
}

export function attachment(name: string, contentType: string, body: Buffer | string): Reply {
	return { status: 200, contentType, headers: { 'Content-Disposition': `attachment; filename="${name}"` }, body };
}
