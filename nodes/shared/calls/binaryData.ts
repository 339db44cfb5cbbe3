import type { Readable } from 'node:stream';
import type { INodeExecutionData } from 'n8n-workflow';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import { toConnectionError } from '../transport/errors/connectionError';

/** A file in a response. */
interface IncomingFile {
	stream: Readable;
	mimeType: string;
	/** Empty if the response does not contain one. */
	fileName: string;
}

/** Streams a file into the binary field that the options name. */
export async function receiveFile(
	jamf: JamfClient,
	item: ItemParameters,
	{ stream, mimeType, fileName: suggestedName }: IncomingFile,
	path: string,
): Promise<INodeExecutionData> {
	const fileName = suggestedName || path.split('/').at(-1) || 'file';
	try {
		const property = item.string('options.outputPropertyName') || 'data';
		const binary = await item.context.helpers.prepareBinaryData(stream, fileName, mimeType || undefined);
		return {
			json: { fileName, mimeType: binary.mimeType, fileSize: binary.fileSize },
			binary: { [property]: binary },
		};
	} catch (error) {
		// An unread stream would keep its connection open.
		const { code } = error as { code?: unknown };
		const isStorageError = error !== stream.errored && code !== 'ERR_STREAM_PREMATURE_CLOSE';
		stream.destroy();
		// An error of n8n's own storage, such as a full disk, is not a connection error.
		throw isStorageError ? error : toConnectionError(error, jamf.settings.server.host);
	}
}
