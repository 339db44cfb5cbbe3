import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { AcceptedSecrets } from './acceptedSecrets';
import { findPath, type Owner } from './identity';
import type { SecretMemory } from './reconcile';

/** Shared by all trigger nodes in this process. */
export const acceptedSecrets = new AcceptedSecrets();

type Context = IHookFunctions | IWebhookFunctions;

/** Identifies a node in this process. */
export function createNodeKey(context: Context): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

export function readOwner(context: Context, url: string): Owner {
	const { id, webhookId } = context.getNode();
	const ids = [webhookId, context.getWorkflow().id, id].filter((each) => each !== undefined && each !== '');
	return { instance: context.getInstanceId(), path: findPath(url, ids as string[]) };
}

/** Uses global static data, because the static data of a node is lost when the node is renamed. */
export function openSecretMemory(context: Context): SecretMemory {
	const data = context.getWorkflowStaticData('global');
	const key = `jamfProTrigger:${context.getNode().id}`;
	const node = createNodeKey(context);
	return {
		get digest() {
			const digest = data[key];
			return typeof digest === 'string' ? digest : undefined;
		},
		set digest(digest) {
			if (digest === undefined) delete data[key];
			else {
				data[key] = digest;
				acceptedSecrets.add(node, digest);
			}
		},
	};
}
