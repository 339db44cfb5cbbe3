import { AcceptedSecrets } from '../../nodes/JamfProTrigger/acceptedSecrets';
import { checkDelivery } from '../../nodes/JamfProTrigger/delivery';
import type { Owner } from '../../nodes/JamfProTrigger/identity';
import { isRegistered, register, type SecretMemory, unregister } from '../../nodes/JamfProTrigger/reconcile';
import { describeWanted } from '../../nodes/JamfProTrigger/registration';
import { createKey, RepeatedDeliveries } from '../../nodes/JamfProTrigger/repeatedDeliveries';
import { matchesDigest } from '../../nodes/JamfProTrigger/secret';
import { Crash, type Fields, type JamfModel, type Strike } from './jamfModel';

export interface Settings {
	events: string[];
	group: number;
	prefix: string;
	workflow: string;
	readTimeout: number;
}

const MAX_ATTEMPTS = 5;

/** One trigger node in one n8n, which retries failed activations, saves static data, and crashes. */
export class Installation {
	base = 'https://n8n.example.com';
	settings: Settings;
	/** The digest in saved static data. */
	saved: string | undefined;
	/** Whether the workflow should be active in n8n, and whether the server was last as this node wants it. */
	isActive = false;
	isInOrder = false;
	/** Keys of the deliveries that started a run. */
	readonly runs: string[] = [];
	private accepted = new AcceptedSecrets();
	private repeated = new RepeatedDeliveries();

	constructor(
		readonly owner: Owner,
		settings: Settings,
	) {
		this.settings = settings;
	}

	get url(): string {
		return `${this.base}/${this.owner.path}`;
	}

	async activate(jamf: JamfModel, strike?: Strike, lag = 0): Promise<void> {
		this.isActive = true;
		this.isInOrder = false;
		for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
			const struck = attempt === 1 ? strike : undefined;
			const done = await this.guard(async (memory) => {
				const store = jamf.connect(struck, lag);
				const wanted = this.describe();
				if (!(await isRegistered(store, this.owner, wanted, memory))) await register(store, this.owner, wanted, memory);
			});
			if (done === 'crashed') return;
			// A copy by another user may be hidden.
			this.isInOrder = done === 'ok' && lag === 0;
			if (done === 'ok') return;
			if ((await this.remove(jamf)) === 'crashed') return;
		}
	}

	async deactivate(jamf: JamfModel, strike?: Strike): Promise<void> {
		this.isActive = false;
		this.isInOrder = false;
		for (let attempt = 1; attempt <= 3; attempt++) {
			const done = await this.remove(jamf, attempt === 1 ? strike : undefined);
			if (done !== 'failed') return;
		}
	}

	/** n8n deletes with the previous settings and creates with the new ones. */
	async republish(jamf: JamfModel, settings: Settings, strike?: Strike): Promise<void> {
		await this.deactivate(jamf);
		this.settings = settings;
		await this.activate(jamf, strike);
	}

	restart(): void {
		this.accepted = new AcceptedSecrets();
		this.repeated = new RepeatedDeliveries();
	}

	/** A request to the URL of the node. */
	receive(header: unknown, body: Fields): void {
		const known = [...(this.saved === undefined ? [] : [this.saved]), ...this.accepted.list('node')];
		const { 'X-Webhook-Secret': secret } = parse(header);
		if (!this.isActive || !matchesDigest(secret, known)) return;
		const verdict = checkDelivery({ contentType: 'application/json', size: 100, body }, this.settings.events);
		if (verdict.result !== 'accepted') return;
		const key = createKey(verdict.payload);
		if (key !== undefined && !this.repeated.add('node', key)) this.runs.push(key);
	}

	private describe() {
		const { events, group, prefix, workflow, readTimeout } = this.settings;
		const groups: Record<string, number> = group < 0 ? {} : { SmartGroupComputerMembershipChange: group };
		return describeWanted({
			owner: this.owner,
			url: this.url,
			...{ workflow, prefix, events, groups, readTimeout, connectionTimeout: 5, displayFields: false },
		});
	}

	private async remove(jamf: JamfModel, strike?: Strike): Promise<Ending> {
		return await this.guard(async (memory) => {
			await unregister(jamf.connect(strike), this.owner);
			if (memory.digest !== undefined) this.accepted.remove('node', memory.digest);
			memory.digest = undefined;
		});
	}

	/** Static data is saved at the end, also after a failure, but not when the process ends. */
	private async guard(work: (memory: SecretMemory) => Promise<void>): Promise<Ending> {
		let { saved: digest } = this;
		const { accepted } = this;
		const memory: SecretMemory = {
			get digest() {
				return digest;
			},
			set digest(value) {
				digest = value;
				if (value !== undefined) accepted.add('node', value);
			},
		};
		const ending = await work(memory).then(
			(): Ending => 'ok',
			(error: unknown): Ending => (error instanceof Crash ? 'crashed' : 'failed'),
		);
		if (ending === 'crashed') this.restart();
		else this.saved = digest;
		return ending;
	}
}

type Ending = 'crashed' | 'failed' | 'ok';

export function parse(header: unknown): Record<string, unknown> {
	try {
		return JSON.parse(String(header)) as Record<string, unknown>;
	} catch {
		return {};
	}
}
