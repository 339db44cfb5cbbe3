import type { Route } from '../route';

const VERBS = { DELETE: 'Delete', GET: 'Read', POST: 'Create', PUT: 'Update' } as const;

export const APP_INSTALLERS = '/api/v1/app-installers';

/** @param privileges the required ones, if they differ from those implied by the method */
export function appInstallerRoute(
	method: keyof typeof VERBS,
	path: string,
	handle: Route['handle'],
	privileges: readonly string[] = [`${VERBS[method]} Mac Applications`],
): Route {
	return { method, path: `${APP_INSTALLERS}${path}`, privileges, refusal: 'INVALID_PRIVILEGE', handle };
}
