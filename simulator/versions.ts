/** What servers of different versions support (jamf-behavior 4.6, 4.7). Anything not listed here exists in all of them. */

import { PRIVILEGES } from './privileges';
import type { Route } from './route';
import type { Shape } from './rows/wire';
import { isAtLeast } from './serverVersion';

/**
 * The first version with a route: of exactly this method and path, or of everything at and below a path. For App Installers it is
 * not known.
 */
const ROUTES_SINCE: Readonly<Record<string, string>> = {
	'DELETE /api/v1/notifications': '11.32',
	'GET /api/v1/pki/digicert/trust-lifecycle-manager/{id}/privilege-check': '11.31',
	'GET /api/v2/environment-type': '11.31',
	'GET /api/v2/smtp-server/allowed-auth-types': '11.31',
	'/api/v1/app-installers': '11.30',
	'/api/v2/groups': '11.28',
	'/api/v2/mobile-device-groups': '11.28',
	'/api/v3/computer-groups': '11.28',
	'/api/v3/patch-software-title-configurations': '11.30',
	'/api/v3/sso/oidc-broker-config': '11.32',
};
/** The first version with a field of a body or a record, by resource. */
const FIELDS_SINCE: Readonly<Record<string, string>> = {
	'accountPreferences.showDirectoryGroupUuidColumn': '11.32',
};

/** The first version with a value of an enumeration. */
const VALUES_SINCE: Readonly<Record<string, string>> = { 'account.accountType MIGRATED': '11.32' };

/** The first version that filters by a field. */
const FILTERS_SINCE: Readonly<Record<string, string>> = {
	'computer.general.awaitingConfiguration': '11.32',
	'computer.security.lockdownModeEnabled': '11.32',
	'mobileDevice.awaitingConfiguration': '11.32',
	'mobileDevice.lockdownModeEnabled': '11.32',
	'mobileDevice.returnToServiceEnabled': '11.32',
};

/** Nouns of privileges with their former name before a version. */
const RENAMED_NOUNS = [{ noun: 'License Information', former: 'Activation Code', since: '11.31' }];

/** The routes of a server of this version, with the privileges as it names them. */
export function routesOf(version: string, routes: readonly Route[]): Route[] {
	return routes
		.filter((route) => isAtLeast(version, route.since ?? sinceOf(route) ?? '0'))
		.map((route) => ({ ...route, privileges: route.privileges.map((name) => privilegeName(version, name)) }));
}

/** The privileges that exist on a server of this version. */
export function privilegesOf(version: string): string[] {
	return [...new Set(PRIVILEGES.map((name) => privilegeName(version, name)))].sort();
}

/** The fields and values of a shape that a server of this version has. */
export function shapeAt(version: string, resource: string, shape: Shape): Shape {
	const has = (since: string | undefined) => since === undefined || isAtLeast(version, since);
	return new Map(
		[...shape]
			.filter(([name]) => has(FIELDS_SINCE[`${resource}.${name}`]))
			.map(([name, { options, ...leaf }]) => {
				const known = options?.filter((value) => has(VALUES_SINCE[`${resource}.${name} ${value}`]));
				return [name, { ...leaf, ...(known && { options: known }) }];
			}),
	);
}

export function canFilterBy(version: string, resource: string, field: string): boolean {
	return isAtLeast(version, FILTERS_SINCE[`${resource}.${field}`] ?? '0');
}

function sinceOf({ method, path }: Route): string | undefined {
	const found = Object.keys(ROUTES_SINCE).find((key) => matches(key, method, path));
	return found === undefined ? undefined : ROUTES_SINCE[found];
}

function matches(key: string, method: string, path: string): boolean {
	const [start = '', verb] = key.split(' ').reverse();
	if (verb !== undefined) return verb === method && path === start;
	return path === start || path.startsWith(`${start}/`);
}

function privilegeName(version: string, name: string): string {
	const renamed = RENAMED_NOUNS.find(({ noun }) => name.endsWith(` ${noun}`));
	if (renamed === undefined || isAtLeast(version, renamed.since)) return name;
	return name.replace(renamed.noun, renamed.former);
}
