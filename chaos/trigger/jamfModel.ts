import type { WebhookStore } from '../../nodes/JamfProTrigger/reconcile';
import { OutdatedListError } from '../../nodes/JamfProTrigger/reconcile';

export type Fields = Record<string, unknown>;

/** A fault of one request of a method: it fails, or the process of n8n ends, before or after it was carried out. */
export interface Strike {
	/** The index of the request within the method. */
	at: number;
	kind: 'crash' | 'fault';
	when: 'after' | 'before';
}

/** The process of n8n ended, so nothing else is executed. */
export class Crash extends Error {}

/** The webhooks of a server, by jamf-behavior 6.1: unique names, merged updates. Independent of the node. */
export class JamfModel {
	readonly webhooks = new Map<number, Fields>();
	private lastId = 0;

	insert(fields: Fields): number {
		if (this.isTaken(fields.name)) throw new OutdatedListError(String(fields.event));
		this.webhooks.set(++this.lastId, { authentication_type: 'NONE', enabled: true, ...fields });
		return this.lastId;
	}

	write(id: number, fields: Fields): void {
		const current = this.webhooks.get(id);
		if (current === undefined || this.isTaken(fields.name, id)) throw new OutdatedListError(String(fields.event));
		this.webhooks.set(id, { ...current, ...fields });
	}

	private isTaken(name: unknown, except?: number): boolean {
		const same = (other: Fields) => String(other.name).toLowerCase() === String(name).toLowerCase();
		return [...this.webhooks].some(([id, other]) => id !== except && same(other));
	}

	/** The requests of one method of the node. `lag`: how many of the newest webhooks the first list does not contain yet. */
	connect(strike: Strike | undefined, lag = 0): WebhookStore {
		let count = 0;
		let hidden = lag;
		const request = async <T>(work: () => T): Promise<T> => {
			const struck = count++ === strike?.at ? strike : undefined;
			await Promise.resolve();
			if (struck?.when === 'before') throw failure(struck);
			const result = work();
			if (struck?.when === 'after') throw failure(struck);
			return result;
		};
		return {
			list: () =>
				request(() => {
					const all = [...this.webhooks].map(([id, { name }]) => ({ id: String(id), name: String(name) }));
					return all.slice(0, all.length - hidden);
				}),
			read: (id) =>
				request(() => {
					const fields = this.webhooks.get(Number(id));
					return fields === undefined ? undefined : { id, fields: { ...fields, id: Number(id) } };
				}),
			create: (fields) => request(() => String(this.insert({ ...fields }))),
			update: (id, fields) => request(() => this.write(Number(id), { ...fields })),
			remove: (id) => request(() => void this.webhooks.delete(Number(id))),
			settle: async () => void (hidden = 0),
		};
	}
}

function failure({ kind }: Strike): Error {
	return kind === 'crash' ? new Crash('crash') : new Error('a fault of the server');
}
