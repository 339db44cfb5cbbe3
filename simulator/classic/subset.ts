import type { ElementRow } from '../../nodes/shared/catalogue/elements';

/** The sections asked for: `General&Scope`, the `&` as it is, in any case (jamf-behavior 5.5). */
export function subsetOf(elements: readonly ElementRow[], text: string): ElementRow[] {
	const wanted = new Set(text.split('&').map(plain));
	return elements.filter(({ name }) => wanted.has(plain(name)));
}

/** `ConfigurationProfiles` is `configuration_profiles`. */
const plain = (name: string): string => name.replace(/_/g, '').toLowerCase();
