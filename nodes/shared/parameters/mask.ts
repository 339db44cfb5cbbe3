import { InputError } from '../transport/errors/errors';

/** Replaces a secret in previews and in outputs. */
export const MASK = '[redacted]';

/** @throws InputError when a value in a body is the mask of a secret, which would replace the secret in Jamf */
export function assertNoMask(body: unknown): void {
	const text = typeof body === 'string' ? body : (JSON.stringify(body) as string | undefined);
	if (text === undefined || (!text.includes(`"${MASK}"`) && !text.includes(`>${MASK}<`))) return;
	throw new InputError(
		`The body contains ${MASK}, which stands for a secret that was not revealed.`,
		'Nothing was sent. Turn on Reveal Secrets in the node that read the object, or leave the field out.',
	);
}
