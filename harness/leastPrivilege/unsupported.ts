import type { INodeParameters } from 'n8n-workflow';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import type { Api } from '../../nodes/shared/transport/types';
import type { TestBench } from '../testBench';
import { hasRoute } from './subjects';

/** The parameters without the fields that the server's version of the operations does not have: the node would not send anything. */
export function omitUnsupported(
	{ simulator }: TestBench,
	api: Api,
	resource: string,
	operations: readonly string[],
	parameters: INodeParameters,
): INodeParameters {
	const names = operations.flatMap((operation) => {
		const row = findOperation(findResource(api === 'pro' ? pro : classic, resource), operation);
		const served = row?.routes.find((route) => hasRoute(simulator.routes, api, route));
		return served?.unsupported ?? [];
	});
	const { value } = (parameters.fields ?? {}) as { value?: INodeParameters };
	if (value === undefined || names.length === 0) return parameters;
	const isSupported = (field: string) => !names.some((name) => field === name || field.startsWith(`${name}.`));
	const kept = Object.fromEntries(Object.entries(value).filter(([field]) => isSupported(field)));
	return { ...parameters, fields: { ...(parameters.fields as INodeParameters), value: kept } };
}
