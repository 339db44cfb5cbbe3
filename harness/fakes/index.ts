import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { agent, createSubNode } from './agent';
import { aggregate } from './aggregate';
import { code } from './code';
import { branch, filter } from './conditions';
import { type DataTables, createDataTable } from './dataTable';
import { editFields } from './editFields';
import { helperRequest } from './helperRequest';
import { httpRequest } from './httpRequest';
import { createOutbox } from './outbox';
import { createFakeNode } from './fakeNode';
import { emailReview } from './reviewedAgent';
import { splitOut } from './splitOut';
import { stopAndError } from './stopAndError';
import { summarize } from './summarize';
import { createTrigger } from './trigger';

/** By node type. */
export function createFakes(tables: DataTables): Record<string, INodeType> {
	const base: Record<string, INodeType> = {
		aggregate,
		code,
		dataTable: createDataTable(tables),
		emailSendHitlTool: emailReview,
		filter,
		formTrigger: createTrigger('formTrigger'),
		httpRequest,
		if: branch,
		jira: createOutbox('jira', ['project', 'issueType', 'summary', 'additionalFields'], { key: 'HELP-1' }),
		manualTrigger: createTrigger('manualTrigger'),
		respondToWebhook: createOutbox('respondToWebhook', ['responseBody', 'options']),
		scheduleTrigger: createTrigger('scheduleTrigger', () => ({ timestamp: new Date().toISOString() }), ['rule']),
		set: editFields,
		slack: createOutbox('slack', ['channelId', 'text', 'message']),
		splitOut,
		stopAndError,
		stickyNote: createFakeNode('stickyNote', [], undefined, { inputs: [], outputs: [] }),
		summarize,
		webhook: createTrigger('webhook'),
	};
	const langchain: Record<string, INodeType> = {
		agent,
		chatTrigger: createTrigger('chatTrigger'),
		lmChatOpenAi: createSubNode('lmChatOpenAi', NodeConnectionTypes.AiLanguageModel),
		memoryBufferWindow: createSubNode('memoryBufferWindow', NodeConnectionTypes.AiMemory),
	};
	return {
		...addPrefix('n8n-nodes-base.', base),
		...addPrefix('@n8n/n8n-nodes-langchain.', langchain),
		helperRequest,
	};
}

function addPrefix(prefix: string, types: Record<string, INodeType>): Record<string, INodeType> {
	return Object.fromEntries(Object.entries(types).map(([name, type]) => [prefix + name, type]));
}
