/** How long lists of a cluster can be behind (jamf-behavior 2.2), with a margin. */
const KEPT_MS = 120_000;
const MAX_KEPT = 2_000;

/** An object that was just created, or whose creation has an unknown outcome. */
interface Creation {
	/** `undefined` when the outcome is unknown. */
	id: string | undefined;
	until: number;
}

const creations = new Map<string, Creation>();

/** Remembers a creation, because lists may not contain the object yet. */
export function rememberCreation(key: string, id: string | undefined): void {
	creations.delete(key);
	creations.set(key, { id, until: performance.now() + KEPT_MS });
	const [oldest] = creations.keys();
	if (creations.size > MAX_KEPT && oldest !== undefined) creations.delete(oldest);
}

export function recallCreation(key: string): Creation | undefined {
	const creation = creations.get(key);
	if (creation === undefined || creation.until > performance.now()) return creation;
	creations.delete(key);
	return undefined;
}
