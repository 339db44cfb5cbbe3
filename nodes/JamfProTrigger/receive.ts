import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { toNodeError } from '../shared/errors/nodeError';
import { isAllowed } from './addresses';
import { confirmSecret } from './confirmSecret';
import { checkDelivery, type Delivery } from './delivery';
import { acceptedSecrets, createNodeKey, openSecretMemory } from './nodeState';
import { createKey, RepeatedDeliveries } from './repeatedDeliveries';
import { matchesDigest, SECRET_HEADER } from './secret';
import { readSettings, type TriggerSettings } from './settings';
import { simplify } from './simplify';

const repeatedDeliveries = new RepeatedDeliveries();

/** Starts an execution for a delivery from Jamf Pro. Other requests only get a response and a log entry. */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readNodeSettings(this);
	const { ip = '', headers } = this.getRequestObject();
	if (!isAllowed(settings.addresses, ip)) return respond(this, 403, `the address ${ip} is not allowed`);
	const secret = headers[SECRET_HEADER.toLowerCase()];
	if (!(await isGenuine(this, secret))) return respond(this, 401, 'the secret is missing or wrong');
	const rawBody = readRawBody(this);
	const verdict = checkDelivery(readDelivery(this, rawBody), settings.events);
	if (verdict.result !== 'accepted') return respond(this, verdict.status, verdict.reason);
	const { event, payload } = verdict;
	const key = settings.ignoreRepeated ? createKey(payload, rawBody) : undefined;
	const node = `${createNodeKey(this)} ${this.getMode()}`;
	if (key !== undefined && repeatedDeliveries.add(node, key)) return respond(this, 200, 'it was delivered before');
	const json = settings.asReceived ? this.getBodyData() : (simplify(event, payload) as IDataObject);
	const item: INodeExecutionData = { json };
	return { workflowData: [[item]] };
}

function readNodeSettings(context: IWebhookFunctions): TriggerSettings {
	try {
		return readSettings(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function isGenuine(context: IWebhookFunctions, secret: unknown): Promise<boolean> {
	const { digest } = openSecretMemory(context);
	const known = [...(digest === undefined ? [] : [digest]), ...acceptedSecrets.list(createNodeKey(context))];
	return matchesDigest(secret, known) || (await confirmSecret(context, secret));
}

/** n8n adds the body to the request. */
function readRawBody(context: IWebhookFunctions): Buffer | undefined {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	return rawBody;
}

function readDelivery(context: IWebhookFunctions, rawBody: Buffer | undefined): Delivery {
	const { headers } = context.getRequestObject();
	return {
		contentType: headers['content-type'] ?? '',
		size: rawBody?.length ?? Number(headers['content-length'] ?? 0),
		body: context.getBodyData(),
	};
}

/** Responds without a body and without starting an execution. */
function respond(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	const log = status < 300 ? 'info' : 'warn';
	const { id } = context.getWorkflow();
	context.logger[log](`Jamf Pro Trigger: ${status < 300 ? 'ignored' : 'refused'} a request: ${reason}`, {
		workflowId: id,
		nodeName: context.getNode().name,
		status,
	});
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
