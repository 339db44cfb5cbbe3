import type { INodeProperties } from 'n8n-workflow';
import { type Operation, options, pro, sends, toCurrentNames, toItems } from '../../../shared/operations/kit';
import { computeWorkflowRole } from '../../requiredRole';
import { workflows } from './fields';
import { readBaseline, readClients, readRoles } from './auditInput';
import { listFindings } from './findings';
import { listPrivilegeNames, readPrivileges } from './privileges';

const baseline: INodeProperties = {
	displayName: 'Baseline',
	name: 'baseline',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "Inventory Reader": ["Read Computers"] }',
	description: 'The agreed privileges of each role, by display name. If empty, roles are not compared.',
};

const DEFAULT_LIFETIME = 1800;

const maxTokenLifetime: INodeProperties = {
	displayName: 'Max Token Lifetime (Seconds)',
	name: 'maxTokenLifetime',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_LIFETIME,
	description: 'Report clients whose access tokens are valid for longer',
};

export const audit: Operation = {
	value: 'audit',
	name: 'Audit',
	action: 'Audit API roles and clients',
	description: 'Compare roles and clients with a baseline and with what workflows need; one item for each finding',
	reads: true,
	properties: [
		baseline,
		{ ...workflows, description: `${workflows.description ?? ''} Leave empty to skip this comparison.` },
		options(maxTokenLifetime),
	],
	output: {
		severity: 'string',
		finding: 'string',
		subject: 'string',
		id: 'string',
		message: 'string',
		recommendation: 'string',
		privileges: ['string'],
	},
	requires: () => [
		listPrivilegeNames,
		sends('pro', 'GET', '/v1/api-roles', 'lists the API roles'),
		sends('pro', 'GET', '/v1/api-integrations', 'lists the API clients'),
	],
	async run(jamf, item) {
		const agreed = readBaseline(item);
		const isGiven = item.isGiven('workflows');
		const required = isGiven ? computeWorkflowRole(item.json('workflows')) : undefined;
		const maxTokenLifetimeSeconds = item.isGiven('options.maxTokenLifetime')
			? item.count('options.maxTokenLifetime')
			: DEFAULT_LIFETIME;
		const toCurrent = (names: readonly string[]) => toCurrentNames(pro.renamedPrivileges, names);
		const [roles, clients, known] = [await readRoles(jamf), await readClients(jamf), await readPrivileges(jamf)];
		const findings = listFindings({
			roles: roles.map((role) => ({ ...role, privileges: toCurrent(role.privileges) })),
			clients,
			known: new Set(toCurrent(known)),
			baseline: agreed,
			required: required && new Set(required.privileges.map(({ privilege }) => privilege)),
			maxTokenLifetimeSeconds,
		});
		if (required !== undefined && required.unknown.length > 0) {
			item.hint(`Not known for the given workflows: ${required.unknown.join(' ')}`);
		}
		return toItems(findings);
	},
};
