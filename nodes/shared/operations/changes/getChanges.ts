import type { INodeExecutionData } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import { commitRound, openRound, startRound } from '../../changes/feeds';
import { runRound } from '../../changes/runRound';
import type { Operation } from '../../description/operation';
import { describeRow } from '../../description/fields/describeRow';
import { explainUnknownFields } from '../../errors/unknownListFields';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { describeOmissions, describeOutput, toChangeItems } from './changeItems';
import { FeedStore } from './feedStore';
import { buildGetChangesForm } from './form';
import { JamfInventory } from './inventoryReader';
import { readChangeSettings } from './settings';
import { listInventoryRequirements } from './requirements';
import { findSource, type Inventory, type Source } from './source';
import { assertNoOtherMemory } from './workflowChecks';

const MANUAL =
	'Manual executions do not move the feed: n8n saves the static data of a workflow only in production executions.';

/** Reads what changed since the last commit of a feed. */
export function createGetChanges(dialect: Dialect, inventory: Inventory): Operation {
	const source = findSource(dialect, inventory);
	const { plural } = source.resource;
	const description = 'Get what was added, changed or removed since the last commit of a feed';
	return {
		value: 'getChanges',
		name: 'Get Changes',
		action: `Get changes of ${plural}`,
		description: describeRow(dialect, { ...source.row, description }),
		...source.effect,
		output: describeOutput(source),
		requires: () => listInventoryRequirements(source),
		properties: buildGetChangesForm(source),
		run: async (jamf, item) => await run(jamf, item, source),
	};
}

async function run(jamf: JamfClient, item: ItemParameters, source: Source): Promise<INodeExecutionData[]> {
	const store = new FeedStore(jamf, source, item);
	if (!store.claim()) return [];
	assertNoOtherMemory(item.context);
	const settings = readChangeSettings(source, item);
	const isImmediate = item.boolean('options.commitImmediately');
	const feed = store.read();
	const { state, orphans } = startRound(feed);
	const result = await runRound(state, new JamfInventory(jamf, source, settings), { ...settings, orphans }).catch(
		(error: unknown) => {
			throw explainUnknownFields(source.list, item, error);
		},
	);
	const items = toChangeItems(result, settings);
	const opened = openRound(feed, store.execution, result);
	// Without an item no later node runs, so nothing would commit the round.
	const committed = items.length === 0 || isImmediate ? commitRound(opened, store.execution) : opened;
	if (typeof committed === 'object') store.write(committed);
	for (const omission of describeOmissions(result)) item.hint(omission);
	if (item.context.getMode() === 'manual') item.hint(MANUAL);
	return items;
}
