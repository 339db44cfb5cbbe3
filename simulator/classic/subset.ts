import type { WireElement } from './wire';

/**
 * The requested sections: `General&Scope`, with a literal `&`, in any case (jamf-behavior 5.5). Unknown names alone return everything
 * (jamf-behavior 11.14).
 */
export function subsetOf(elements: readonly WireElement[], text: string): WireElement[] {
	const wanted = new Set(text.split('&').map(plain));
	const found = elements.filter(({ name }) => wanted.has(plain(name)));
	return found.length > 0 ? found : [...elements];
}

/** Converts `ConfigurationProfiles` to `configuration_profiles`. */
const plain = (name: string): string => name.replace(/_/g, '').toLowerCase();
