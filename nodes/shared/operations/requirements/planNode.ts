import type { INodeProperties } from 'n8n-workflow';
import { isWriteRequest } from '../../catalogue/effects';
import { classic, pro } from '../../catalogue/lookup';
import { describePickers } from '../../description/fields/pickers';
import type { Resource } from '../../description/operation';
import type { Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readStored, storedParameters } from '../../parameters/storedParameters';

/** What a node does with its stored parameters. */
export interface Plan {
	/** As shown in n8n: `Computer: Get`. */
	operation: string;
	requirements: Requirement[];
}

/** A node type of this package. */
export interface PackageNode {
	displayName: string;
	/** @param isIncomplete whether missing parameters are not known, instead of having their default values */
	plan: (parameters: Record<string, unknown>, isIncomplete?: boolean) => Plan;
	/** The parameters of each operation that a person can choose, by label. */
	operations: () => Array<{ name: string; parameters: Record<string, string> }>;
}

/** A node whose operations are chosen by resource and operation. */
export function createPackageNode(displayName: string, resources: readonly Resource[]): PackageNode {
	let pickers: INodeProperties[] | undefined; // built once: it takes a millisecond, and a workflow can have many nodes
	const choose = (parameters: Record<string, unknown>) => {
		const [resourcePicker, ...operationPickers] = (pickers ??= describePickers(resources));
		const resource = parameters.resource ?? resourcePicker?.default;
		const picker = operationPickers.find(({ displayOptions }) => isShownFor(displayOptions, resource));
		return { resource, operation: parameters.operation ?? picker?.default ?? '' };
	};
	return {
		displayName,
		plan: (parameters, isIncomplete = false) => {
			const chosen = choose(parameters);
			const resource = resources.find(({ value }) => value === chosen.resource);
			const operation = resource?.operations.find(({ value }) => value === chosen.operation);
			if (resource === undefined || operation === undefined) {
				const isExpression = [chosen.resource, chosen.operation].some((each) => String(each).startsWith('='));
				const problem = isExpression
					? 'The resource or the operation is an expression.'
					: `The operation "${String(chosen.operation)}" of the resource "${String(chosen.resource)}" is not known.`;
				return { operation: 'unknown operation', requirements: [{ unknown: problem }] };
			}
			const item = storedParameters(parameters, operation.properties, { isIncomplete });
			const requirements = operation.requires(item).filter((each) => !previews(item) || isNoWrite(each));
			return { operation: `${resource.name}: ${operation.name}`, requirements };
		},
		operations: () =>
			resources.flatMap(({ value: resource, name, operations }) =>
				operations
					.filter(({ hidden }) => hidden !== true)
					.map((each) => ({ name: `${name}: ${each.name}`, parameters: { resource, operation: each.value } })),
			),
	};
}

/** Whether the node only previews its writes. */
function previews(item: ItemParameters): boolean {
	const isPreview = readStored(() => item.boolean('previewOnly'));
	return isPreview.isKnown && isPreview.value;
}

function isNoWrite(requirement: Requirement): boolean {
	if ('unknown' in requirement) return true;
	const { request } = requirement;
	return !isWriteRequest(request.api === 'pro' ? pro : classic, request);
}

function isShownFor(options: INodeProperties['displayOptions'], resource: unknown): boolean {
	return options?.show?.resource?.some((each) => each === resource) === true;
}
