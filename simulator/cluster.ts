export type NodeNumber = 0 | 1;

/** Two nodes with one database and two caches (jamf-behavior 2.1): the other node shows a write only after a delay. */
export class Cluster {
	#next: NodeNumber = 0;

	constructor(
		readonly now: () => number,
		readonly visibilityDelayMs: number | undefined,
	) {}

	get balanced(): boolean {
		return this.visibilityDelayMs !== undefined;
	}

	get delay(): number {
		return this.visibilityDelayMs ?? 0;
	}

	/** A request with the balancer's cookie goes to the node in the cookie, any other one round robin. */
	nodeFor(cookieHeader: string | undefined): NodeNumber {
		if (!this.balanced) return 0;
		const pinned = /(?:^|;\s*)APBALANCEID=aws\.simulator-tc-([12])/.exec(cookieHeader ?? '');
		if (pinned) return pinned[1] === '1' ? 0 : 1;
		const node = this.#next;
		this.#next = node === 0 ? 1 : 0;
		return node;
	}
}

export const balancerCookie = (node: NodeNumber): string => `aws.simulator-tc-${node + 1}`;
