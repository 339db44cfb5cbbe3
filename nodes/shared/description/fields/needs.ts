const VERBS = ['Create', 'Read', 'Update', 'Delete'];
const MAX_GROUPS = 4;

/** `Create, Read, Update, Delete Buildings`: the privileges of a resource, those with the same noun together. */
export function summarizePrivileges(privileges: readonly string[]): string {
	const groups = new Map<string, Set<string>>();
	// Alternatives, and the former names of privileges, are in the list of the operations.
	const names = privileges.flatMap((text) => text.replaceAll(/ \(before [^)]*\)/g, '').split(' or '));
	for (const privilege of names) {
		const [, verb = '', noun = privilege] = /^(\w+) (.+)$/.exec(privilege) ?? [];
		const [key, name] = VERBS.includes(verb) ? [noun, verb] : [privilege, ''];
		groups.set(key, (groups.get(key) ?? new Set()).add(name));
	}
	const texts = [...groups].map(([noun, verbs]) => {
		const named = VERBS.filter((verb) => verbs.has(verb));
		return named.length === 0 ? noun : `${named.join(', ')} ${noun}`;
	});
	return `${texts.slice(0, MAX_GROUPS).join('; ')}${texts.length > MAX_GROUPS ? '; and others' : ''}`;
}
