import { classic, pro } from '../shared/catalogue/lookup';
import { type PlannedNode, planWorkflows } from '../shared/operations/requirements/planWorkflows';
import { readWorkflows } from '../shared/operations/requirements/readWorkflows';
import { computeRequiredRole, type RequiredRole } from '../shared/operations/requirements/requiredRole';
import { InputError } from '../shared/transport/errors/errors';
import { packageNodes } from './packageNodes';

export type { RequiredPrivilege } from '../shared/operations/requirements/requiredRole';

/** What is required, and by how many nodes or operations. */
interface CountedRole extends RequiredRole {
	count: number;
}

/** The role that workflows require. @throws InputError when there is none in the value */
export function computeWorkflowRole(value: unknown): CountedRole {
	return compute(planWorkflows(readWorkflows(value), packageNodes()));
}

/** The role that operations require whose parameters are not known. @throws InputError for an unknown operation */
export function computeOperationRole(ids: readonly string[]): CountedRole {
	const choices = new Map(listOperationChoices().map((choice) => [choice.value, choice]));
	return compute(
		ids.map((id) => {
			const { type, parameters } = choices.get(id) ?? {};
			const node = type === undefined ? undefined : packageNodes().get(type);
			if (node === undefined || parameters === undefined) {
				throw new InputError(
					`There is no operation "${id.slice(0, 60)}".`,
					'Choose from the list. IDs look like jamfPro.computer.getAll.',
				);
			}
			return node.plan(parameters, true);
		}),
	);
}

/** Every operation of the nodes of this package, for a list. */
export function listOperationChoices() {
	return [...packageNodes()]
		.flatMap(([type, { displayName, operations }]) =>
			operations().map(({ name, parameters }) => ({
				name: name === displayName ? name : `${name} (${displayName})`,
				value: [type, ...Object.values(parameters)].join('.'),
				type,
				parameters,
			})),
		)
		.sort((a, b) => a.name.localeCompare(b.name));
}

function compute(nodes: readonly PlannedNode[]): CountedRole {
	return { ...computeRequiredRole({ pro, classic }, nodes), count: nodes.length };
}
