import { type Resource, withWait } from '../../../shared/operations/kit';
import { createOperation } from '../../rowOperation';

const PLANS = { list: 'plans', id: 'planId', kind: 'plan' } as const;

/** Operations of rows that start something on devices, and can wait for the result. */
export const deviceActions: Resource[] = [
	{
		value: 'computer',
		name: 'Computer',
		operations: [withWait(createOperation('computer', 'redeployFramework'), { id: 'commandUuid', kind: 'command' })],
	},
	{
		value: 'managedSoftwareUpdatePlan',
		name: 'Managed Software Update Plan',
		operations: ['create', 'createForGroup'].map((operation) =>
			withWait(createOperation('managedSoftwareUpdatePlan', operation), PLANS),
		),
	},
	{
		value: 'package',
		name: 'Package',
		operations: [
			withWait(createOperation('package', 'deploy'), {
				list: 'queuedCommands',
				id: 'commandUuid',
				kind: 'command',
				needs: { 'options.verbose': true },
			}),
		],
	},
];
