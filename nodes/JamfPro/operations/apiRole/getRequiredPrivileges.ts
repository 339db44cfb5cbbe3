import type { INodeProperties } from 'n8n-workflow';
import { InputError, type ItemParameters, type Operation, options, readStored } from '../../../shared/operations/kit';
import { computeOperationRole, computeWorkflowRole, type RequiredPrivilege } from '../../requiredRole';
import { workflows } from './fields';
import { listPrivilegeNames, readPrivileges } from './privileges';

const source: INodeProperties = {
	displayName: 'From',
	name: 'source',
	type: 'options',
	options: [
		{ name: 'Operations', value: 'operations', description: 'Choose operations of the Jamf nodes' },
		{ name: 'Workflows', value: 'workflows', description: 'The JSON of one or more workflows' },
	],
	default: 'workflows',
};

const operations: INodeProperties = {
	displayName: 'Operation Names or IDs',
	name: 'operations',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getOperations' },
	displayOptions: { show: { source: ['operations'] } },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const compareWithServer: INodeProperties = {
	displayName: 'Compare With Server',
	name: 'compareWithServer',
	type: 'boolean',
	default: true,
	description:
		'Whether to use the names of this version of Jamf Pro and report those that it does not have. Requires the privilege Read API Roles.',
};

export const getRequiredPrivileges: Operation = {
	value: 'getRequiredPrivileges',
	name: 'Get Required Privileges',
	action: 'Get the privileges that workflows or operations require',
	reads: true,
	needs: ['Read API Roles'],
	description: 'Find out which privileges a role needs for workflows or operations, and why',
	properties: [
		source,
		{ ...workflows, required: true, displayOptions: { show: { source: ['workflows'] } } },
		operations,
		options(compareWithServer),
	],
	output: {
		privileges: ['string'],
		oneOf: [['string']],
		details: [{ privilege: 'string', certain: 'boolean', reasons: ['string'] }],
		unknown: ['string'],
		notOnServer: ['string'],
		operations: 'number',
	},
	requires: (item) => {
		const isCompared = readStored(() => comparesWithServer(item));
		if (isCompared.isKnown && !isCompared.value) return [];
		return [{ ...listPrivilegeNames, ...(!isCompared.isKnown && { isPossible: true }) }];
	},
	async run(jamf, item) {
		const { privileges, oneOf, unknown, count } =
			item.string('source') === 'operations'
				? computeOperationRole(readOperations(item))
				: computeWorkflowRole(item.json('workflows'));
		const known = comparesWithServer(item) ? new Set(await readPrivileges(jamf)) : undefined;
		const named = privileges.map((each) => ({ ...each, name: findName(each, known) }));
		const isMissing = ({ name }: { name: string | undefined }) => name === undefined;
		const names = new Map(named.map(({ privilege, name }) => [privilege, name]));
		return [
			{
				json: {
					privileges: named.flatMap(({ name }) => name ?? []),
					details: named.map(({ privilege, name = privilege, formerName, isCertain, reasons }) => ({
						privilege: name,
						...(formerName !== undefined && { formerName: formerName.name, renamedIn: formerName.before }),
						certain: isCertain,
						reasons,
					})),
					oneOf: oneOf.map((each) => each.flatMap((privilege) => names.get(privilege) ?? [])),
					unknown,
					...(known !== undefined && { notOnServer: named.filter(isMissing).map(({ privilege }) => privilege) }),
					operations: count,
				},
			},
		];
	},
};

function comparesWithServer(item: ItemParameters): boolean {
	return !item.has('options')('compareWithServer') || item.boolean('options.compareWithServer');
}

function readOperations(item: ItemParameters): string[] {
	const ids = item.strings('operations');
	if (ids.length > 0) return ids;
	throw new InputError('No operations are selected.', 'Select at least one under Operations.');
}

/** The name on a server, which can be the former one. `undefined` if the server has neither. */
function findName({ privilege, formerName }: RequiredPrivilege, known: ReadonlySet<string> | undefined) {
	if (known === undefined || known.has(privilege)) return privilege;
	return formerName !== undefined && known.has(formerName.name) ? formerName.name : undefined;
}
