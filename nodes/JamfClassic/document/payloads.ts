const PROFILES = new Set(['configuration_profile', 'os_x_configuration_profile']);

/**
 * A profile whose payloads arrive as they are given: the server decodes their text once too often (PI-827, facts 5.7), so that
 * each `&` in them is escaped once more.
 */
export function withPayloads(value: unknown, root: string): unknown {
	if (!PROFILES.has(root) || !isObject(value)) return value;
	if (isObject(value[root])) return { [root]: withPayloads(value[root], root) };
	const { general } = value;
	if (!isObject(general) || typeof general.payloads !== 'string') return value;
	return { ...value, general: { ...general, payloads: general.payloads.replaceAll('&', '&amp;') } };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
