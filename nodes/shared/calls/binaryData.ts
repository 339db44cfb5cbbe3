import type { Readable } from 'node:stream';
import type { INodeExecutionData } from 'n8n-workflow';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import { toConnectionError } from '../transport/errors/connectionError';

/** A file on its way from the server. */
interface IncomingFile {
	stream: Readable;
	mimeType: string;
	/** Empty when the server names none. */
	fileName: string;
}

/** Puts a file into the binary field that the options name, without holding it in memory. */
export async function receiveFile(
	jamf: JamfClient,
	item: ItemParameters,
	{ stream, mimeType, fileName: given }: IncomingFile,
	path: string,
): Promise<INodeExecutionData> {
	const fileName = given || path.split('/').at(-1) || 'file';
	try {
		const property = item.string('options.outputPropertyName') || 'data';
		const binary = await item.context.helpers.prepareBinaryData(stream, fileName, mimeType || undefined);
		return {
			json: { fileName, mimeType: binary.mimeType, fileSize: binary.fileSize },
			binary: { [property]: binary },
		};
	} catch (error) {
		// What nobody reads would keep its connection for ever.
		const { code } = error as { code?: unknown };
		const isOwn = error !== stream.errored && code !== 'ERR_STREAM_PREMATURE_CLOSE';
		stream.destroy();
		// A full disk of n8n is no broken connection.
		throw isOwn ? error : toConnectionError(error, jamf.settings.server.host);
	}
}
