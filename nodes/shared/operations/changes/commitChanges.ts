import type { INodeExecutionData } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import { commitRound } from '../../changes/feeds';
import { options } from '../../description/fields/common';
import type { Operation } from '../../description/operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { InputError } from '../../transport/errors/errors';
import { FeedStore } from './feedStore';
import { feed } from './form';
import { findSource, type Inventory, type Source } from './source';
import { assertAllProcessed, assertNoOtherMemory } from './workflowChecks';

const SUB_WORKFLOW =
	'This execution was started by another workflow. The feed moves even if that one runs manually, because n8n saves the static data of sub-workflows.';
const RETRY =
	'A retry starts at the node that failed and has not read the feed, so the feed was not moved. The next execution gets the same changes again.';

/** Moves a feed to what the same execution has read. */
export function createCommitChanges(dialect: Dialect, inventory: Inventory): Operation {
	const source = findSource(dialect, inventory);
	return {
		value: 'commitChanges',
		name: 'Commit Changes',
		action: `Commit changes of ${source.resource.plural}`,
		description: 'Mark the changes that Get Changes returned in this execution as processed',
		reads: true,
		requires: () => [],
		output: { feed: 'string', committed: 'boolean', position: 'string', devices: 'number' },
		properties: [feed, options()],
		run: async (jamf, item) => await run(jamf, item, source),
	};
}

async function run(jamf: JamfClient, item: ItemParameters, source: Source): Promise<INodeExecutionData[]> {
	const store = new FeedStore(jamf, source, item);
	if (!store.claim()) return [];
	assertNoOtherMemory(item.context);
	assertAllProcessed(item.context);
	const mode = item.context.getMode();
	const committed = commitRound(store.read(), store.execution);
	if (committed === 'notRead' && mode === 'retry') {
		item.hint(RETRY);
		return [{ json: { feed: store.name, committed: false, reason: RETRY } }];
	}
	if (typeof committed === 'string') throw explainFailure(store.name, committed);
	store.write(committed);
	if (mode === 'integrated') item.hint(SUB_WORKFLOW);
	const { since, count } = committed.state ?? {};
	return [{ json: { feed: store.name, committed: true, position: since ?? null, devices: count ?? 0 } }];
}

function explainFailure(name: string, reason: 'lost' | 'notRead'): InputError {
	if (reason === 'lost') {
		return new InputError(
			`The feed "${name}" was deleted while this execution ran, so it was not moved.`,
			'The next execution starts with all devices. Run only one execution of this workflow at a time.',
		);
	}
	return new InputError(
		`This execution has not read the feed "${name}", or another one has read it since.`,
		'The feed was not moved. Run Get Changes with the same resource, credential and feed before Commit Changes, and only one execution at a time.',
	);
}
