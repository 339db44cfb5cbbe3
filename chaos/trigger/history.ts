import { createHash } from 'node:crypto';
import { Installation, parse, type Settings } from './installation';
import { type Fields, JamfModel } from './jamfModel';
import { type History, NODES, type Step } from './steps';

export interface Tally {
	steps: number;
	deliveries: number;
	runs: number;
	webhooks: number;
}

/** Runs a history to its end without faults, and compares server and runs with the wanted state. @throws Error */
export async function play({ steps, start, ends }: History, tally: Tally): Promise<void> {
	const world = new World(start);
	for (const each of steps) await world.take(each);
	for (const [number, isActive] of ends.entries()) {
		const installation = world.installations[number];
		if (isActive) await installation?.activate(world.jamf);
		else await installation?.deactivate(world.jamf);
	}
	world.check();
	tally.steps += steps.length;
	tally.deliveries += world.deliveries;
	tally.runs += world.installations.reduce((sum, { runs }) => sum + runs.length, 0);
	tally.webhooks += world.jamf.webhooks.size;
}

class World {
	readonly jamf = new JamfModel();
	readonly installations: Installation[];
	/** Webhooks of other users, as they left them. */
	private readonly foreign = new Map<number, Fields>();
	deliveries = 0;
	private time = 1;
	private names = 0;

	constructor(start: readonly Settings[]) {
		this.installations = NODES.map((owner, index) => new Installation(owner, start[index] ?? blank));
		this.addForeign('Inventory to Data Platform');
	}

	async take(each: Step): Promise<void> {
		const installation = 'node' in each ? this.installations[each.node] : undefined;
		if (each.kind === 'activate') await installation?.activate(this.jamf, each.strike, this.lag(each.lag));
		if (each.kind === 'deactivate') await installation?.deactivate(this.jamf, each.strike);
		if (each.kind === 'republish') await installation?.republish(this.jamf, each.settings, each.strike);
		if (each.kind === 'restart') {
			installation?.restart();
			// n8n 1 checks each active trigger when it starts, n8n 2 does not.
			if (each.checks && installation?.isActive) await installation.activate(this.jamf);
		}
		if (installation !== undefined && each.kind === 'loseStaticData') {
			installation.saved = undefined;
			installation.restart();
			installation.isInOrder = false;
		}
		if (installation !== undefined && each.kind === 'changeUrl') {
			installation.isInOrder &&= installation.base === each.base;
			installation.base = each.base;
		}
		if (each.kind === 'addForeign') this.addForeign(each.name);
		if (each.kind === 'emit') this.emit(each);
		if ('pick' in each) this.interfere(each);
	}

	/** Only webhooks of nodes are delayed in lists: those of other users are older. */
	private lag(wanted: number): number {
		let own = 0;
		for (const id of [...this.jamf.webhooks.keys()].reverse()) {
			if (this.foreign.has(id)) break;
			own++;
		}
		return Math.min(wanted, own);
	}

	private addForeign(name: string): void {
		const fields = {
			name: `${name} ${this.names++}`,
			event: 'ComputerAdded',
			url: this.installations[0]?.url,
		};
		this.foreign.set(this.jamf.insert(fields), { ...fields, authentication_type: 'NONE', enabled: true });
	}

	/** An administrator changes a webhook of a node in the console. */
	private interfere(each: Extract<Step, { pick: number }>): void {
		const ids = [...this.jamf.webhooks.keys()].filter((id) => !this.foreign.has(id));
		const id = ids[each.pick % Math.max(1, ids.length)];
		const fields = id === undefined ? undefined : this.jamf.webhooks.get(id);
		if (id === undefined || fields === undefined) return;
		for (const installation of this.installations) installation.isInOrder = false;
		if (each.kind === 'deleteByAdmin') this.jamf.webhooks.delete(id);
		else if (each.kind === 'editByAdmin') this.jamf.write(id, each.fields);
		else this.jamf.insert({ ...fields, name: `Copy of ${String(fields.name).slice(0, 90)} ${this.names++}` });
	}

	private emit({ event, times, forged }: Extract<Step, { kind: 'emit' }>): void {
		const eventTimestamp = this.time++;
		const before = this.installations.map(({ runs }) => runs.length);
		const content = { jssid: 4 };
		for (const [id, webhook] of this.jamf.webhooks) {
			if (webhook.event !== event || webhook.enabled !== true) continue;
			const body = { webhook: { id, webhookEvent: event, eventTimestamp }, event: content };
			const receiver = this.installations.find(({ url }) => url === webhook.url);
			for (let time = 0; time < times; time++) {
				this.deliveries++;
				receiver?.receive(webhook.header, body);
				if (forged) receiver?.receive('{"X-Webhook-Secret":"forged"}', { ...body, event: { forged: time } });
			}
		}
		for (const [index, installation] of this.installations.entries()) {
			const started = installation.runs.length - (before[index] ?? 0);
			const isWanted = installation.isActive && installation.settings.events.includes(event);
			const others = this.installations.filter(({ url }) => url === installation.url).length > 1;
			if (installation.isInOrder && !others && started !== (isWanted ? 1 : 0)) {
				throw new Error(`${event} started ${started} runs of node ${index}`);
			}
		}
		for (const { runs } of this.installations) {
			if (new Set(runs).size !== runs.length) throw new Error('a delivery started two runs');
		}
	}

	/** At the end: exactly the wanted webhooks, and those of other users. */
	check(): void {
		const left = new Map(this.jamf.webhooks);
		for (const [id, fields] of this.foreign) {
			if (JSON.stringify(left.get(id)) !== JSON.stringify(this.expectForeign(fields))) {
				throw new Error(`the webhook ${id} of somebody else is ${JSON.stringify(left.get(id))}`);
			}
			left.delete(id);
		}
		for (const [index, installation] of this.installations.entries()) {
			if (!installation.isActive) continue;
			if (!installation.isInOrder) throw new Error(`node ${index} is not in order`);
			for (const event of installation.settings.events) {
				const found = [...left].filter(([, fields]) => isWanted(installation, event, fields));
				if (found.length !== 1) throw new Error(`node ${index} has ${found.length} webhooks for ${event}`);
				left.delete(found[0]?.[0] ?? 0);
			}
		}
		if (left.size > 0) throw new Error(`left behind: ${JSON.stringify([...left.values()])}`);
	}

	private expectForeign(fields: Fields): Fields {
		return { authentication_type: 'NONE', enabled: true, ...fields };
	}
}

const blank: Settings = { events: ['ComputerAdded'], group: -1, prefix: 'n8n', workflow: '', readTimeout: 2 };

function isWanted({ url, settings: wanted, saved }: Installation, event: string, fields: Fields): boolean {
	const { 'X-Webhook-Secret': secret } = parse(fields.header);
	const isGroup = event === 'SmartGroupComputerMembershipChange';
	return (
		fields.event === event &&
		fields.url === url &&
		fields.enabled === true &&
		fields.content_type === 'application/json' &&
		fields.authentication_type === 'HEADER' &&
		fields.read_timeout === wanted.readTimeout &&
		Number(fields.smart_group_id ?? -1) === (isGroup ? wanted.group : -1) &&
		String(fields.name).length <= 100 &&
		createHash('sha256').update(String(secret)).digest('hex') === saved
	);
}
