import type { Catalogue } from './types';

type Renames = Catalogue['renamedPrivileges'];

/** Converts former names of privileges, which older servers use, to the current ones. */
export function toCurrentNames(renames: Renames, privileges: readonly string[]): string[] {
	const current = new Map(Object.entries(renames ?? {}).map(([name, { former }]) => [former, name]));
	return privileges.map((name) => current.get(name) ?? name);
}

/** `Read License Information (before 11.31: Read Activation Code)`. */
export function describePrivilege(renames: Renames, name: string, format = (each: string) => each): string {
	const renamed = renames?.[name];
	return renamed === undefined ? format(name) : `${format(name)} (before ${renamed.since}: ${format(renamed.former)})`;
}
