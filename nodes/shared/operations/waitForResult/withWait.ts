import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../../description/operation';
import type { Requirement } from '../../errors/requiredPrivileges';
import { isObject } from '../../parameters/propertyPath';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { listWaitRequirements, readMaxWait, withWaitFields } from './form';
import { commandStatusRequirement, waitForCommands } from './waitForCommands';
import { planStatusRequirement, waitForPlans } from './waitForPlans';

/** Where the output of an operation names what it started. */
interface Started {
	/** The field of the output with an object for each; without it, the output itself is that object. */
	list?: string;
	/** The field of each object with its ID. */
	id: string;
	/** What it is. */
	kind: 'command' | 'plan';
	/** Values of parameters without which the output has no IDs. */
	needs?: Record<string, unknown>;
}

const KINDS: Record<Started['kind'], { wait: Wait; reads: Requirement }> = {
	command: {
		wait: async (jamf, ids, ...rest) =>
			await waitForCommands(
				jamf,
				ids.map((uuid) => ({ uuid })),
				...rest,
			),
		reads: commandStatusRequirement,
	},
	plan: { wait: waitForPlans, reads: planStatusRequirement },
};

type Wait = (jamf: JamfClient, ids: readonly string[], item: ItemParameters, maxMs: number) => Promise<IDataObject[]>;

/** Adds Wait for Result to an operation that starts something on devices. */
export function withWait(operation: Operation, { list, id, kind, needs }: Started): Operation {
	const { wait, reads } = KINDS[kind];
	return {
		...operation,
		properties: withWaitFields(operation.properties),
		requires: (item) => [...operation.requires(item), ...listWaitRequirements(item, reads)],
		async run(jamf, item): Promise<INodeExecutionData[]> {
			const maxMs = readMaxWait(item);
			if (maxMs === undefined) return await operation.run(jamf, item);
			const items = await operation.run(jamf, needs === undefined ? item : item.withValues(needs));
			const entries = items.flatMap(({ json }) => listStarted(list === undefined ? [json] : json[list], id));
			const ids = entries.map((entry) => String(entry[id]));
			const results = await wait(jamf, ids, item, maxMs);
			for (const [index, entry] of entries.entries()) Object.assign(entry, results[index]);
			return items;
		},
	};
}

/** The objects that have an ID. */
function listStarted(value: unknown, id: string): IDataObject[] {
	const entries: unknown[] = Array.isArray(value) ? value : [];
	return entries.filter((entry): entry is IDataObject => isObject(entry) && entry[id] !== undefined);
}
