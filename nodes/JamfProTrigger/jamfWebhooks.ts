import { setTimeout as wait } from 'node:timers/promises';
import { dialect } from '../JamfClassic/dialect';
import { callOperation, listOperation, type OperationCall, readObject } from '../shared/calls/callOperation';
import { findOperation, findResource } from '../shared/catalogue/find';
import { classic } from '../shared/catalogue/lookup';
import { isObject } from '../shared/parameters/propertyPath';
import type { JamfClient } from '../shared/transport/client';
import { JamfError, ResponseError } from '../shared/transport/errors/errors';
import { OutdatedListError, type WebhookStore } from './reconcile';
import type { StoredWebhook, WebhookFields } from './registration';

const SETTLE_MS = 1_500;

type Written = WebhookFields & { header: string };

/** Only the Classic API has webhooks (jamf-behavior 6.1). */
export class JamfWebhooks implements WebhookStore {
	constructor(private readonly jamf: JamfClient) {}

	async list(): Promise<Array<{ id: string; name: string }>> {
		const rows = await listOperation(this.jamf, call('getAll'), { limit: Infinity });
		return rows.filter(isObject).map(({ id, name }) => ({ id: String(id), name: String(name ?? '') }));
	}

	async read(id: string): Promise<StoredWebhook | undefined> {
		const { resource, row } = call('get');
		const fields = await readObject(this.jamf, dialect, resource, row, [id]).catch(ignoreMissing);
		return fields === undefined ? undefined : { id, fields: fields as Record<string, unknown> };
	}

	async create(fields: Written): Promise<string> {
		const created = await this.write(call('create'), fields);
		if (isObject(created) && /^\d+$/.test(String(created.id))) return String(created.id);
		throw new JamfError(
			'UNREADABLE_RESPONSE',
			'Jamf Pro created a webhook but did not return its ID.',
			'Check that no proxy changes the responses of the server, then publish the workflow again (in n8n 1, activate it).',
		);
	}

	async update(id: string, fields: Written): Promise<void> {
		await this.write(call('update', id), fields).catch((error: unknown) => {
			throw isMissing(error) ? new OutdatedListError(fields.event) : error;
		});
	}

	async remove(id: string): Promise<void> {
		const { row, ...rest } = call('delete', id);
		const decoder = dialect.decoderFor(row, rest.resource);
		await callOperation(this.jamf, { row, ...rest }, { decoder }).catch(async (error: unknown) => {
			// A 404 can also come from a proxy.
			if (!isMissing(error) || (await this.read(id)) !== undefined) throw error;
		});
	}

	async settle(): Promise<void> {
		await wait(SETTLE_MS);
	}

	private async write(operation: OperationCall, fields: Written): Promise<unknown> {
		const { row, resource } = operation;
		const decoder = dialect.decoderFor(row, resource);
		const body = async () => await dialect.encodeBody(fields, row, resource);
		return await callOperation(this.jamf, operation, { decoder, body }).catch((error: unknown) => {
			throw explainRefusal(error, fields);
		});
	}
}

/** A call of an operation of the resource. @throws TypeError if it is not in the catalogue */
function call(operation: string, ...ids: string[]): OperationCall {
	const resource = findResource(classic, 'webhook');
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new TypeError(`no row webhook.${operation}`);
	return { dialect, resource, row, ids };
}

function isMissing(error: unknown): boolean {
	return error instanceof ResponseError && error.status === 404;
}

function ignoreMissing(error: unknown): undefined {
	if (!isMissing(error)) throw error;
}

/** Explains why the server rejected a webhook, without the secret. */
function explainRefusal(error: unknown, { event, header, smart_group_id: group }: Written): unknown {
	if (!(error instanceof ResponseError) || error.status !== 409) return error;
	if (/duplicate|already (exists|in use)/i.test(error.serverMessage)) return new OutdatedListError(event);
	const hasGroup = group !== undefined && group !== -1;
	return error.reworded(
		'WEBHOOK_REJECTED',
		`Jamf Pro rejected the webhook for ${event}: ${error.serverMessage.replaceAll(header, '***') || 'no reason was given'}.`,
		hasGroup
			? 'Check that the smart group still exists, and that this version of Jamf Pro (10.48 or later) can limit webhooks to a smart group.'
			: 'Check that this version of Jamf Pro supports the event, and that the webhook URL of n8n is a valid URL.',
	);
}
