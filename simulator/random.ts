/** A well-mixed 32-bit number for (seed, index, salt): the same fleet for the same seed, in any order of reads. */
export function mix(seed: number, index: number, salt: number): number {
	let h =
		Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(salt, 0x27d4eb2f);
	h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
	h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
	return (h ^ (h >>> 15)) >>> 0;
}

/** A 32-bit number for a text (FNV-1a). */
export function hashOf(text: string): number {
	let h = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
	return h >>> 0;
}
