import type { INodeParameters } from 'n8n-workflow';
import { handwritten as classicHandwritten } from '../../nodes/JamfClassic/operations';
import { handwritten as proHandwritten } from '../../nodes/JamfPro/operations';
import { findListable, findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import type { ParameterRow } from '../../nodes/shared/catalogue/types';
import type { Api } from '../../nodes/shared/transport/types';
import { ANY_GROUP } from '../../nodes/JamfProTrigger/settings';
import { CREDENTIAL, JAMF_CLASSIC, JAMF_PRO, JAMF_TRIGGER } from '../engine';
import { fillClassicForm } from '../forms/classicForm';
import { listHandwrittenForms } from '../forms/handwrittenForm';
import { fillProForm } from '../forms/proForm';
import { fillUpsertForm } from '../forms/upsertForm';
import { pick } from '../random';
import type { TestBench } from '../testBench';
import { listLocators, listObjects, objectsOf } from './objects';
import { omitUnsupported } from './unsupported';
import type { OperationSubject, RequestSubject, Subject, TriggerSubject } from './subjects';

/** Stands for the address of the server, which is different in each run. */
export const SERVER = 'https://jamf.example.com';

export interface GeneratedNode {
	name: string;
	/** As in a workflow. */
	type: string;
	parameters: INodeParameters;
	/** Parameters of runs of the administrator before it. */
	before: INodeParameters[];
	/** How often it runs: creating an object, and then updating it, for example. */
	rounds: number;
}

type Draft = Pick<GeneratedNode, 'parameters'> & Partial<GeneratedNode>;

/** A node for a subject, whose objects are chosen in one of the ways that the editor offers. */
export async function generateNode(
	bench: TestBench,
	subject: Subject,
	index: number,
	random: () => number,
): Promise<GeneratedNode> {
	const draft = await generateDraft(bench, subject, random);
	const { kind } = subject;
	const isTool = kind !== 'trigger' && random() < 0.15;
	const type = kind === 'operation' || kind === 'trigger' ? subject.type : REQUEST_TYPES[kind][subject.api];
	const name = kind === 'operation' ? `${subject.resource.value}.${subject.operation.value}` : kind;
	return {
		name: `${name} ${index}`,
		type: `${type}${isTool ? 'Tool' : ''}`,
		before: [],
		rounds: 1,
		...draft,
	};
}

const REQUEST_TYPES: Record<RequestSubject['kind'], Record<Api, string>> = {
	request: { pro: JAMF_PRO, classic: JAMF_CLASSIC },
	httpRequest: { pro: 'n8n-nodes-base.httpRequest', classic: 'n8n-nodes-base.httpRequest' },
};

async function generateDraft(bench: TestBench, subject: Subject, random: () => number): Promise<Draft> {
	if (subject.kind === 'trigger') return await generateTrigger(bench, subject, random);
	if (subject.kind !== 'operation') return { parameters: generateRequest(subject, random) };
	const { api, resource, operation } = subject;
	const chosen = { resource: resource.value, operation: operation.value };
	if (isHandwritten(subject)) return await generateHandwritten(bench, subject, random);
	const isUpsert = operation.value === 'upsert';
	const parameters = isUpsert
		? await fillUpsertForm(api, resource.value, objectsOf(bench))
		: await fillRowForm(bench, subject, random);
	const rows = isUpsert ? ['create', 'update'] : [operation.value];
	const supported = omitUnsupported(bench, api, resource.value, rows, parameters);
	return { parameters: { ...chosen, ...varyBody(supported, random), confirm: true }, rounds: isUpsert ? 2 : 1 };
}

export function isHandwritten({ api, resource, operation }: OperationSubject): boolean {
	const handwritten = api === 'pro' ? proHandwritten : classicHandwritten;
	const own = handwritten.filter(({ value }) => value === resource.value).flatMap(({ operations }) => operations);
	return own.some(({ value }) => value === operation.value);
}

/** Chooses parameters with which a write really writes, as a preview shows. */
async function generateHandwritten(bench: TestBench, subject: OperationSubject, random: () => number): Promise<Draft> {
	const { api, type, resource, operation } = subject;
	const forms = await listHandwrittenForms(bench, { api, resource: resource.value, operation });
	const start = Math.floor(random() * forms.length);
	const ordered = [...forms.slice(start), ...forms.slice(0, start)];
	const chosen = (parameters: INodeParameters, value = operation.value) => ({
		resource: resource.value,
		operation: value,
		confirm: true,
		...parameters,
	});
	const opposite = OPPOSITES[operation.value];
	const isChecked = /^(add|remove|set)(Members|Targets|Exclusions)$/.test(operation.value);
	for (const form of ordered) {
		const trial = chosen(form, opposite);
		if (isChecked && !(await writes(bench, type, trial))) continue;
		return {
			parameters: chosen(await varyLocators(bench, api, form, listPickers(subject), random)),
			before: opposite === undefined ? [] : [trial],
			rounds: operation.value === 'upsert' ? 2 : 1,
		};
	}
	throw new Error(`${resource.value}.${operation.value} writes with none of its parameters`);
}

/** What must have been done before, so that there is something to remove. */
const OPPOSITES: Record<string, string> = {
	removeMembers: 'addMembers',
	removeTargets: 'addTargets',
	removeExclusions: 'addExclusions',
};

async function writes(bench: TestBench, type: string, parameters: INodeParameters): Promise<boolean> {
	const { error, run } = await bench.engine.runNode(type, { ...parameters, previewOnly: true });
	const item = run.data.resultData.runData.Jamf?.[0]?.data?.main?.[0]?.[0]?.json;
	return error === undefined && item?.preview === true && item.note !== 'Nothing would be written.';
}

/** Path parameters of which the form offers a list. */
function listPickers({ api, resource, operation }: OperationSubject): ParameterRow[] {
	const row = findOperation(findResource(api === 'pro' ? pro : classic, resource.value), operation.value);
	const isPicker = operation.properties.some(({ name, type }) => name === 'id' && type === 'resourceLocator');
	return row?.path ?? (isPicker ? [{ name: 'id', label: '', type: 'string', of: resource.value }] : []);
}

async function fillRowForm(
	bench: TestBench,
	subject: OperationSubject,
	random: () => number,
): Promise<INodeParameters> {
	const {
		api,
		resource: { value },
		operation,
	} = subject;
	const resource = findResource(api === 'pro' ? pro : classic, value);
	const row = findOperation(resource, operation.value);
	if (resource === undefined || row === undefined) throw new Error(`${value}.${operation.value} has no row`);
	const filled =
		api === 'pro'
			? (await fillProForm(resource, row, objectsOf(bench))).parameters
			: fillClassicForm(resource, row).parameters;
	const parameters = await varyLocators(bench, api, filled, row.path ?? [], random);
	const wantsRecord = operation.properties.some(
		({ name, options }) => name === 'options' && options?.some((option) => option.name === 'returnFullRecord'),
	);
	const isRejected = REJECTED.includes(`${value}.${operation.value}`);
	if (!wantsRecord || isRejected || random() < 0.5) return parameters;
	const returnFullRecord = pick(random, [true, '={{ true }}']);
	return { ...parameters, options: { ...(parameters.options as INodeParameters | undefined), returnFullRecord } };
}

/** Jamf rejects each of these (jamf-behavior 11.50), so that no record is read afterwards. */
const REJECTED = ['patchManagementTitle.create'];

/** Chooses each object by one of the ways that the editor offers, or by an expression. */
async function varyLocators(
	bench: TestBench,
	api: Api,
	filled: INodeParameters,
	path: readonly ParameterRow[],
	random: () => number,
): Promise<INodeParameters> {
	const parameters = { ...filled };
	for (const { name, as = name, of } of path) {
		const { mode: given = '', value = '1' } = (parameters[as] ?? {}) as { mode?: string; value?: string };
		if (of === undefined || given !== 'id' || findListable(api === 'pro' ? pro : classic, of) === undefined) continue;
		const [mode, chosen] = pick(random, await listLocators(bench, api, of, value));
		const fixed = { __rl: true, mode, value: chosen };
		const byExpression = { ...fixed, value: `={{ ${JSON.stringify(chosen)} }}` };
		const whole = `={{ (${JSON.stringify(fixed)}) }}`;
		// A whole locator from an expression may look up the object, so it does.
		const others = mode === 'id' || mode === 'list' ? [] : [whole];
		parameters[as] = pick<INodeParameters[string]>(random, [fixed, fixed, byExpression, ...others]);
	}
	return parameters;
}

/** Some bodies come from an expression. */
function varyBody(parameters: INodeParameters, random: () => number): INodeParameters {
	if (random() < 0.75) return parameters;
	const { body, fields } = parameters;
	if (typeof body === 'string')
		return { ...parameters, body: `={{ ${JSON.stringify(body.replaceAll('}}', '} }'))} }}` };
	const { value } = (fields ?? {}) as { value?: Record<string, unknown> };
	const [name, text] = Object.entries(value ?? {}).find(([, each]) => typeof each === 'string') ?? [];
	if (name === undefined) return parameters;
	const changed = { ...value, [name]: `={{ ${JSON.stringify(text)} }}` };
	return { ...parameters, fields: { mappingMode: 'defineBelow', value: changed as INodeParameters } };
}

/** Writes go to an object that does not exist: the server checks the privileges first. */
function generateRequest({ kind, api, method, path }: RequestSubject, random: () => number): INodeParameters {
	const id = method === 'GET' ? '1' : '999999';
	const filled = path.replace(/\{[^}]+\}/g, () => pick(random, [id, `{{ ${id} }}`]));
	const isWrite = method !== 'GET';
	if (kind === 'request') {
		const isExpression = filled.includes('{{') || random() < 0.3;
		const body = isWrite ? { bodyKind: 'json', json: api === 'pro' ? '{}' : '{ "object": { "name": "x" } }' } : {};
		const query = random() < 0.3 ? '?page=0' : '';
		const typed = `${isExpression ? '=' : ''}${filled}${query}`;
		return { resource: 'apiRequest', operation: 'send', method, path: typed, confirm: true, ...body };
	}
	const root = api === 'pro' ? '/api' : '/JSSResource';
	const server = pick(random, [SERVER, `{{ ${JSON.stringify(SERVER)} }}`]);
	const url = `${server}${root}${filled}`;
	return {
		...{ method, url: url.includes('{{') ? `=${url}` : url },
		...{ authentication: 'predefinedCredentialType', nodeCredentialType: CREDENTIAL },
		...(isWrite && { sendBody: true, specifyBody: 'json', jsonBody: '{}' }),
	};
}

const GROUPS = { Computer: 'computerGroup', MobileDevice: 'mobileDeviceGroup', User: 'userGroup' };

async function generateTrigger(
	bench: TestBench,
	{ type, parameters }: TriggerSubject,
	random: () => number,
): Promise<Draft> {
	if (type !== JAMF_TRIGGER) return { parameters };
	const events = parameters.events as string[];
	const chosen: INodeParameters = { events, options: {} };
	for (const event of events) {
		const kind = /^SmartGroup(\w+)MembershipChange$/.exec(event)?.[1] as keyof typeof GROUPS | undefined;
		if (kind === undefined) continue;
		const smart = (await listObjects(bench, 'classic', GROUPS[kind])).filter(({ row }) => row.is_smart === true);
		const group = smart[0];
		const isAny = group === undefined || random() < 0.2;
		const [mode, value] = isAny
			? ['list', ANY_GROUP]
			: pick(random, await listLocators(bench, 'classic', GROUPS[kind], group.id));
		chosen[GROUPS[kind]] = { __rl: true, mode, value };
	}
	return { parameters: chosen };
}
