import type { Settings } from '../types';

/** Returns a function that removes the client secret and further secrets from a text, also where a server echoes them encoded. */
export function redactor({ clientSecret }: Settings, ...more: string[]): (text: string) => string {
	const secrets = [clientSecret, ...more].filter((secret) => secret.length >= 4);
	const forms = new Set(secrets.flatMap(encodings));
	return (text) => [...forms].reduce((result, secret) => result.replaceAll(secret, '[redacted]'), text);
}

function encodings(secret: string): string[] {
	const inUrl = [encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1)];
	const lowerCase = inUrl.map((form) => form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()));
	return [secret, ...inUrl, ...lowerCase, JSON.stringify(secret).slice(1, -1)];
}
