/** Which writes of the Classic API are in hand, by the type of their objects. */
export class ParallelWrites {
	readonly #inHand = new Map<string, number>();

	/** Whether another write of the same type was in hand already, and how to say that this one no longer is. */
	enter(method: string, path: string): { overlaps: boolean; leave: () => void } {
		const type = method === 'GET' ? undefined : /^\/JSSResource\/(\w+)/.exec(path)?.[1];
		if (type === undefined) return { overlaps: false, leave: () => undefined };
		const others = this.#inHand.get(type) ?? 0;
		this.#inHand.set(type, others + 1);
		const leave = () => void this.#inHand.set(type, (this.#inHand.get(type) ?? 1) - 1);
		return { overlaps: others > 0, leave };
	}
}
