import type { Settings } from './types';

/** A function that takes the client secret and further secrets out of a text, also where a server echoes them encoded. */
export function redactor({ clientSecret }: Settings, ...more: string[]): (text: string) => string {
	const secrets = [clientSecret, ...more].filter((secret) => secret.length >= 4);
	const forms = new Set(
		secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]),
	);
	return (text) => [...forms].reduce((result, secret) => result.replaceAll(secret, '[redacted]'), text);
}
