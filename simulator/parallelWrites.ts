/** Pending writes of the Classic API, by the type of their objects. */
export class ParallelWrites {
	readonly #inHand = new Map<string, number>();

	/** Returns whether another write of the same type was pending, and a function that ends this one. */
	enter(method: string, path: string): { overlaps: boolean; leave: () => void } {
		const type = method === 'GET' ? undefined : /^\/JSSResource\/(\w+)/.exec(path)?.[1];
		if (type === undefined) return { overlaps: false, leave: () => undefined };
		const others = this.#inHand.get(type) ?? 0;
		this.#inHand.set(type, others + 1);
		const leave = () => void this.#inHand.set(type, (this.#inHand.get(type) ?? 1) - 1);
		return { overlaps: others > 0, leave };
	}
}
