import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { parseFeed } from '../shared/changes/feeds';
import { runRound } from '../shared/changes/runRound';
import type { FeedState } from '../shared/changes/types';
import type { ItemParameters } from '../shared/parameters/itemParameters';
import { describeOmissions, toChangeItems } from '../shared/operations/changes/changeItems';
import { JamfInventory } from '../shared/operations/changes/inventoryReader';
import type { ChangeSettings } from '../shared/operations/changes/settings';
import type { Source } from '../shared/operations/changes/source';
import type { JamfClient } from '../shared/transport/client';
import { InputError } from '../shared/transport/errors/errors';
import { readInTime } from './readInTime';

const GOES_ON =
	'The first poll takes longer than n8n waits when it publishes a workflow. It goes on, and the next poll outputs what it has read.';

/** Returns what changed since the last poll, and remembers it. */
export async function readChanges(
	context: IPollFunctions,
	jamf: JamfClient,
	item: ItemParameters,
	source: Source,
	settings: ChangeSettings,
): Promise<INodeExecutionData[]> {
	const memory = openMemory(context, jamf, source);
	const state = memory.read();
	const isSilent = state === undefined && item.string('firstRun') !== 'all';
	const read =
		isSilent && !settings.remembersContent ? { ...settings, sections: settings.sections.slice(0, 1) } : settings;
	const inventory = new JamfInventory(jamf, source, read);
	const result = await readInTime(context, async () => await runRound(state, inventory, settings));
	const warnings = result === undefined ? [GOES_ON] : describeOmissions(result);
	for (const warning of warnings) {
		context.logger.warn(`Jamf Pro Inventory Trigger: ${warning}`, { nodeName: context.getNode().name });
	}
	if (result === undefined) return [];
	memory.write(result.state);
	return isSilent ? [] : toChangeItems(result, settings);
}

/** n8n saves the static data of the node together with the execution that the poll starts. */
function openMemory(context: IPollFunctions, { settings }: JamfClient, { resource }: Source) {
	const data = context.getWorkflowStaticData('node');
	const key = `${resource.value}:${settings.server.root}`;
	return {
		read(): FeedState | undefined {
			if (data.of !== key) return undefined;
			const feed = parseFeed({ version: 1, orphans: '', state: data.state });
			if (typeof feed === 'object') return feed.state;
			throw new InputError(
				'What is stored for this trigger is not valid.',
				'Rename the node to start again, or correct the static data of the workflow.',
			);
		},
		write(state: FeedState): void {
			data.of = key;
			data.state = state as unknown as typeof data.state;
		},
	};
}
