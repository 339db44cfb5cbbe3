import { InputError, ResponseError } from '../transport/errors/errors';
import { closestMatches } from './didYouMean';

/**
 * Rejects names that do not exist on the server before anything is sent. Skipped if the client lacks the privilege to read the list.
 *
 * @param noun the singular, such as `privilege`
 * @throws InputError with similar names
 */
export async function assertKnownNames(noun: string, names: readonly string[], list: Promise<string[]>): Promise<void> {
	if (names.length === 0) return;
	const known = await list.catch((error: unknown) => {
		if (error instanceof ResponseError && error.status === 403) return names;
		throw error;
	});
	const exists = new Set(known);
	const unknown = names.filter((name) => !exists.has(name));
	if (unknown.length === 0) return;
	const described = unknown.map((name) => {
		const similar = closestMatches(name, known).map((each) => `"${each}"`);
		return similar.length === 0 ? `"${name}"` : `"${name}" (did you mean ${similar.join(', ')}?)`;
	});
	throw new InputError(
		`This server has no ${noun} ${described.join(', ')}.`,
		'Nothing was sent. Names are case-sensitive and must match exactly. Select them from the list, or correct the expression.',
	);
}
