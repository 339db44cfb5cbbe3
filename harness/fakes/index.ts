import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { agent, below } from './agent';
import { aggregate } from './aggregate';
import { code } from './code';
import { branch, filter } from './conditions';
import { type DataTables, dataTable } from './dataTable';
import { editFields } from './editFields';
import { helperRequest } from './helperRequest';
import { httpRequest } from './httpRequest';
import { outbox } from './outbox';
import { standIn } from './fakeNode';
import { summarize } from './summarize';
import { trigger } from './trigger';

/** By the type that workflows name. */
export function standIns(tables: DataTables): Record<string, INodeType> {
	const base: Record<string, INodeType> = {
		aggregate,
		code,
		dataTable: dataTable(tables),
		filter,
		httpRequest,
		if: branch,
		jira: outbox('jira', ['project', 'issueType', 'summary', 'additionalFields'], { key: 'HELP-1' }),
		manualTrigger: trigger('manualTrigger'),
		respondToWebhook: outbox('respondToWebhook', ['responseBody', 'options']),
		scheduleTrigger: trigger('scheduleTrigger', () => ({ timestamp: new Date().toISOString() })),
		set: editFields,
		slack: outbox('slack', ['channelId', 'text']),
		stickyNote: standIn('stickyNote', [], undefined, { inputs: [], outputs: [] }),
		summarize,
		webhook: trigger('webhook'),
	};
	const langchain: Record<string, INodeType> = {
		agent,
		chatTrigger: trigger('chatTrigger'),
		lmChatOpenAi: below('lmChatOpenAi', NodeConnectionTypes.AiLanguageModel),
		memoryBufferWindow: below('memoryBufferWindow', NodeConnectionTypes.AiMemory),
	};
	return {
		...prefixed('n8n-nodes-base.', base),
		...prefixed('@n8n/n8n-nodes-langchain.', langchain),
		helperRequest,
	};
}

function prefixed(prefix: string, types: Record<string, INodeType>): Record<string, INodeType> {
	return Object.fromEntries(Object.entries(types).map(([name, type]) => [prefix + name, type]));
}
