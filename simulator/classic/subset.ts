import type { WireElement } from './wire';

/** The sections asked for: `General&Scope`, the `&` as it is, in any case (jamf-behavior 5.5). */
export function subsetOf(elements: readonly WireElement[], text: string): WireElement[] {
	const wanted = new Set(text.split('&').map(plain));
	return elements.filter(({ name }) => wanted.has(plain(name)));
}

/** `ConfigurationProfiles` is `configuration_profiles`. */
const plain = (name: string): string => name.replace(/_/g, '').toLowerCase();
