import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import type { Operation } from '../../description/operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import { assertNoMask } from '../../parameters/mask';
import type { JamfRequest } from '../../transport/session';
import { createSecretFinder, maskSecrets } from './maskSecrets';

/** The names of the fields of a resource that the catalogue marks as secret. */
export function listSecretFields(dialect: Dialect, resource: string): string[] {
	return Object.entries(dialect.fields()).flatMap(([key, rows]) => {
		if (!key.startsWith(`${resource}.`) || typeof rows === 'string') return [];
		return rows.filter(({ secret }) => secret === true).map(({ name }) => name.split('.').at(-1) ?? name);
	});
}

/**
 * Masks the secrets in the output, unless they are revealed: by default where they were asked for, in a tool only by hand. The parameters
 * are read before the operation runs: if one is not valid, no new secret may get lost.
 */
export function createSecretHider(
	dialect: Dialect,
	{ secrets }: Pick<Operation, 'secrets'>,
	item: ItemParameters,
): (items: INodeExecutionData[]) => INodeExecutionData[] {
	const { isTool } = item.mode;
	if (!isTool && secrets === undefined) return (items) => items;
	const isDefault = !isTool && secrets === 'asked' && item.value('reveal') === undefined;
	if (isDefault || item.isAllowed('reveal')) return (items) => items;
	const isSecret = createSecretFinder(listSecretFields(dialect, item.string('resource')));
	return (items) => items.map((each) => ({ ...each, json: maskSecrets(each.json, isSecret) as IDataObject }));
}

/** Refuses a request whose body contains the mask of a secret. */
export function refuseMask({ body }: JamfRequest): void {
	if (typeof body === 'string') assertNoMask(body);
}
