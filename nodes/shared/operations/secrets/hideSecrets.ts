import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import type { Operation } from '../../description/operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import { assertNoMask } from '../../parameters/mask';
import type { JamfRequest } from '../../transport/session';
import { createSecretFinder, maskSecrets } from './maskSecrets';

/** The names of the fields of a resource that the catalogue marks as secret. */
function listSecretFields(dialect: Dialect, resource: string): string[] {
	return Object.entries(dialect.fields()).flatMap(([key, rows]) => {
		if (!key.startsWith(`${resource}.`) || typeof rows === 'string') return [];
		return rows.filter(({ secret }) => secret === true).map(({ name }) => name.split('.').at(-1) ?? name);
	});
}

/** Those of the resources with routes that begin as the path does: `/webhooks/name/{name}` is not in the catalogue. */
export function listSecretFieldsOfPath(dialect: Dialect, path: string): string[] {
	const segments = path.toLowerCase().split(/[/?]/);
	return dialect.catalogue.resources
		.filter(({ operations }) =>
			operations.some(({ routes }) => routes.some((route) => segments.includes(firstSegment(route.path)))),
		)
		.flatMap(({ value }) => listSecretFields(dialect, value));
}

function firstSegment(path: string): string {
	return (
		path
			.toLowerCase()
			.split('/')
			.find((segment) => !/^(|v\d+|preview)$/.test(segment)) ?? ''
	);
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
	const resource = item.string('resource');
	const known =
		resource === 'apiRequest'
			? listSecretFieldsOfPath(dialect, item.string('path'))
			: listSecretFields(dialect, resource);
	const isSecret = createSecretFinder(known);
	return (items) => items.map((each) => ({ ...each, json: maskSecrets(each.json, isSecret) as IDataObject }));
}

/** Refuses a request whose body contains the mask of a secret. */
export function refuseMask({ body }: JamfRequest): void {
	if (typeof body === 'string') assertNoMask(body);
}
