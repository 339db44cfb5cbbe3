export interface UploadedFile {
	name: string;
	contentType: string;
	content: Buffer;
}

/** The part with the given field name, or undefined. */
export function uploadedFile(contentType: string, body: Buffer, field: string): UploadedFile | undefined {
	const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
	if (!boundary) return undefined;
	const delimiter = Buffer.from(`--${boundary}`);
	for (let at = body.indexOf(delimiter); at >= 0;) {
		const start = at + delimiter.length + 2;
		const next = body.indexOf(delimiter, start);
		if (next < 0) return undefined;
		const file = part(body.subarray(start, next - 2), field);
		if (file) return file;
		at = next;
	}
	return undefined;
}

function part(bytes: Buffer, field: string): UploadedFile | undefined {
	const end = bytes.indexOf('\r\n\r\n');
	const headers = bytes.subarray(0, Math.max(end, 0)).toString('utf8');
	const [, name] = /content-disposition:[^\r\n]*\bname="([^"]*)"/i.exec(headers) ?? [];
	if (end < 0 || name !== field) return undefined;
	return {
		name: /\bfilename="([^"]*)"/i.exec(headers)?.[1] ?? '',
		contentType: /content-type:\s*([^\r\n]+)/i.exec(headers)?.[1] ?? 'application/octet-stream',
		content: Buffer.from(bytes.subarray(end + 4)),
	};
}
