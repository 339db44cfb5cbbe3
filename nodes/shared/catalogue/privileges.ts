import type { Catalogue, RouteRow } from './types';

/** Privileges of which one is enough, depending on the type of the object or of the device. */
export type PrivilegeAlternatives = readonly string[];

/** The privileges that a route requires, all of them. `undefined` if they are not known. */
export function listRoutePrivileges({ privileges, privilegesByType }: RouteRow): PrivilegeAlternatives[] | undefined {
	if (privilegesByType !== undefined) return [privilegesByType];
	return privileges?.map((each) => [each]);
}

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
