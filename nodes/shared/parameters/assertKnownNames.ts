import { InputError, ResponseError } from '../transport/errors/errors';
import { closestMatches } from './didYouMean';

/**
 * Refuses names that the server does not have, before anything is sent. A client that may not read the list cannot know them:
 * then the server decides.
 *
 * @param noun one of them: `privilege`
 * @throws InputError with the nearest real names
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
		'Nothing was sent. Names count in every letter: choose them from the list, or correct the expression.',
	);
}
