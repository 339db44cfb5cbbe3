import { createRequire } from 'node:module';
import type * as packageModule from '../nodes/JamfPro/packageNodes';
import type { Operation, Resource } from '../nodes/shared/description/operation';
import type * as lookupModule from '../nodes/shared/catalogue/lookup';
import { computeRequiredRole } from '../nodes/shared/operations/requirements/requiredRole';
import type { Api } from './additions';

/** Loads the nodes when the page is rendered: after the rows that they use are written. */
const load = createRequire(__filename);

/**
 * The privileges that an operation of the nodes needs in any case, in alphabetical order.
 *
 * @returns `undefined` if they are not known, or if the nodes do not have the operation
 */
export function listDeclaredPrivileges(api: Api, resource: string, operation: string): string[] | undefined {
	const { packageNodes } = load('../nodes/JamfPro/packageNodes') as typeof packageModule;
	const { classic, pro } = load('../nodes/shared/catalogue/lookup') as typeof lookupModule;
	const plan = packageNodes()
		.get(api === 'pro' ? 'jamfPro' : 'jamfClassic')
		?.plan({ resource, operation }, true);
	const { privileges, unknown } = computeRequiredRole({ pro, classic }, plan === undefined ? [] : [plan]);
	const certain = privileges.filter(({ isCertain }) => isCertain).map(({ privilege }) => privilege);
	return certain.length === 0 && unknown.length > 0 ? undefined : certain;
}

/** An operation of the nodes, with its name and action as in n8n's lists: `Create or update a building`. */
export function findDeclared(api: Api, resource: string, operation: string): Operation | undefined {
	const file = `../nodes/${api === 'pro' ? 'JamfPro' : 'JamfClassic'}/resources`;
	const { resources } = load(file) as { resources: Resource[] };
	return resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
}
