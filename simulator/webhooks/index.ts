import { setMaxListeners } from 'node:events';
import type { JsonObject } from '../json';
import type { ServerState } from '../state';
import type { WebhookEvent } from './events';
import { type Sending, send } from './send';

/** One attempt to notify a receiver. */
export interface Delivery {
	webhookId: number;
	event: WebhookEvent;
	/** Status of the receiver's response; 0: none arrived. */
	status: number;
	/** Why none arrived. */
	error?: string;
}

export interface EmitOptions {
	/** How often each receiver gets the same event: Jamf does not guarantee a single delivery (jamf-behavior 6.4). Default 1. */
	times?: number;
	/** Delay between the two halves of the body. Default 0. */
	pauseMs?: number;
}

/** Notifies the receivers of the enabled webhooks. */
export class Webhooks {
	readonly deliveries: Delivery[] = [];
	readonly #underWay = new Set<Promise<unknown>>();
	readonly #stop = new AbortController();

	/** Events with an enabled webhook; checked on every request. */
	#wanted: Set<unknown> | undefined;

	constructor(private readonly state: ServerState) {
		// Each delivery under way listens to it.
		setMaxListeners(0, this.#stop.signal);
		state.classic.observe('webhooks', () => (this.#wanted = undefined));
	}

	/** Resolves when every receiver has responded or failed; failures are recorded, not thrown. */
	async emit(
		event: WebhookEvent,
		payload: JsonObject,
		{ times = 1, pauseMs = 0 }: EmitOptions = {},
	): Promise<Delivery[]> {
		const at = this.state.settings.now();
		const receivers = this.#matching(event, payload).flatMap((webhook) => Array<JsonObject>(times).fill(webhook));
		return Promise.all(receivers.map((webhook) => this.#deliver(webhook, { event, payload, at, pauseMs })));
	}

	/** Runs in the background, as on the server. */
	happened(event: WebhookEvent, payload: () => JsonObject): void {
		if (!this.#isWanted(event)) return;
		const sending = this.emit(event, payload());
		this.#underWay.add(sending);
		void sending.finally(() => this.#underWay.delete(sending));
	}

	/** Resolves when nothing is pending. */
	async settled(): Promise<void> {
		while (this.#underWay.size > 0) await Promise.all(this.#underWay);
	}

	async close(): Promise<void> {
		this.#stop.abort();
		await this.settled();
	}

	#enabled(): JsonObject[] {
		const store = this.state.classic.store('webhooks');
		return store
			.ids()
			.map((id) => store.read(id) ?? {})
			.filter(({ enabled }) => enabled === true);
	}

	#isWanted(event: WebhookEvent): boolean {
		this.#wanted ??= new Set(this.#enabled().map((webhook) => webhook.event));
		return this.#wanted.has(event) && !this.#stop.signal.aborted;
	}

	/** jamf-behavior 6.1: one smart group or, with -1, any. */
	#matching(event: WebhookEvent, { jssid }: JsonObject): JsonObject[] {
		return this.#enabled().filter(({ event: wantedEvent, smart_group_id: wanted = -1 }) => {
			if (wantedEvent !== event) return false;
			return !event.startsWith('SmartGroup') || Number(wanted) === -1 || Number(wanted) === Number(jssid);
		});
	}

	async #deliver(webhook: JsonObject, sending: Sending & { event: WebhookEvent }): Promise<Delivery> {
		const delivery: Delivery = { webhookId: Number(webhook.id), event: sending.event, status: 0 };
		try {
			delivery.status = await send(webhook, sending, this.#stop.signal);
		} catch (error) {
			delivery.error = error instanceof Error ? error.message : String(error);
		}
		this.deliveries.push(delivery);
		return delivery;
	}
}
