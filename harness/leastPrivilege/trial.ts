import type { INodeParameters } from 'n8n-workflow';
import { JAMF_INVENTORY_TRIGGER, JAMF_TRIGGER } from '../engine';
import { CHANGED_CLIENT, SPARE_ROLE } from '../forms/handwrittenForm';
import { PollHost } from '../pollHost';
import { TestBench } from '../testBench';
import { TriggerHost } from '../triggerHost';
import { openForm } from './editor';
import { type GeneratedNode, SERVER } from './generate';

/** A new server with what the generated nodes work on. */
export async function openBench(serverVersion: string): Promise<TestBench> {
	const bench = await TestBench.open({ computers: 3, serverVersion, tokenLifetimeSeconds: 3600 });
	bench.simulator.addClient({ displayName: CHANGED_CLIENT, privileges: ['Read Sites'] });
	bench.simulator.state.roles.insert((id) => ({ id, displayName: SPARE_ROLE, privileges: ['Read Sites'] }));
	return bench;
}

/** A request that the server refused for lack of privileges, as its journal recorded. */
interface Refusal {
	node: string;
	request: string;
	lacked: readonly string[];
}

/** The requests of the nodes, and of their forms in the editor, that the server refuses for lack of a privilege. */
export async function findRefusals(
	bench: TestBench,
	nodes: readonly GeneratedNode[],
	privileges: string[],
	{ stopsAtFirst = false } = {},
): Promise<Refusal[]> {
	bench.signInAs(bench.simulator.client);
	for (const { type, before } of nodes)
		for (const parameters of before) await bench.engine.runNode(withoutTool(type), parameters);
	bench.signInWith(privileges);
	const found: Refusal[] = [];
	for (const node of [...nodes].sort((a, b) => rateHarm(a) - rateHarm(b))) {
		bench.simulator.resetStats();
		await useNode(bench, node);
		found.push(...listRefusals(bench, node));
		if (stopsAtFirst && found.length > 0) break;
	}
	return found;
}

/**
 * Whether a request is refused for lack of one of the removed privileges. If none is on this server, which earlier trials have changed, on
 * a new one.
 */
export async function isRefusedWithout(
	bench: TestBench,
	version: string,
	nodes: readonly GeneratedNode[],
	privileges: readonly string[],
	removed: readonly string[],
): Promise<boolean> {
	const others = privileges.filter((privilege) => !removed.includes(privilege));
	const isRefusedOn = async (server: TestBench) => {
		const refusals = await findRefusals(server, nodes, others, { stopsAtFirst: true });
		return refusals.some(({ lacked }) => lacked.some((privilege) => removed.includes(privilege)));
	};
	if (await isRefusedOn(bench)) return true;
	const other = await openBench(version);
	const isRefused = await isRefusedOn(other);
	await other.close();
	return isRefused;
}

/** What deletes objects or ends the session runs last, because other nodes need them. */
function rateHarm({ name }: GeneratedNode): number {
	if (/^accessToken\.(invalidate|keepAlive)/.test(name)) return 3;
	return /\.(delete|flush)/.test(name) ? 2 : 0;
}

/** Opens the form of a node and runs it, as its author does. */
async function useNode(bench: TestBench, node: GeneratedNode): Promise<void> {
	const parameters = withServer(node.parameters, bench.simulator.url);
	const type = withoutTool(node.type);
	await openForm(bench.engine, type, parameters);
	if (type === JAMF_TRIGGER) await useTrigger(bench, parameters);
	if (type === JAMF_INVENTORY_TRIGGER) await new PollHost(bench.engine, parameters).poll().catch(() => undefined);
	if (type === JAMF_TRIGGER || type === JAMF_INVENTORY_TRIGGER) return;
	const runType = type.startsWith('n8n-nodes-base.') ? type : node.type;
	for (let round = 1; round <= node.rounds; round++) {
		const input = [{ json: { round }, binary: { data: FILE, file: FILE } }];
		await bench.engine.runNode(runType, parameters, { input });
	}
}

/** Publishes, changes and unpublishes a workflow with the trigger. */
async function useTrigger({ engine }: TestBench, parameters: INodeParameters): Promise<void> {
	const host = await TriggerHost.open(engine, parameters, { baseUrl: 'https://n8n.example.com' });
	await host.activate().catch(() => undefined);
	host.node = { ...host.node, parameters: { ...parameters, options: { readTimeout: 5 } } };
	await host.activate().catch(() => undefined);
	await host.deactivate().catch(() => undefined);
	await host.close();
}

const FILE = { data: Buffer.from('content').toString('base64'), mimeType: 'text/csv', fileName: 'a.csv' };

const withoutTool = (type: string) => type.replace(/Tool$/, '');

function withServer(parameters: INodeParameters, url: string): INodeParameters {
	return JSON.parse(JSON.stringify(parameters).replaceAll(SERVER, url)) as INodeParameters;
}

function listRefusals({ simulator }: TestBench, { name }: GeneratedNode): Refusal[] {
	return simulator.journal
		.filter(({ lacked }) => lacked.length > 0)
		.map(({ method, path, lacked }) => ({ node: name, request: `${method} ${path}`, lacked }));
}
