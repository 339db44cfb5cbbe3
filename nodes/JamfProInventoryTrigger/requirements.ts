import { dialect } from '../JamfPro/dialect';
import { listInventoryRequirements } from '../shared/operations/changes/requirements';
import { findSource, INVENTORIES } from '../shared/operations/changes/source';
import type { PackageNode } from '../shared/operations/requirements/planNode';
import { readStored, storedParameters } from '../shared/parameters/storedParameters';
import { properties } from './form';

const NAME = 'Jamf Pro Inventory Trigger';

/** The trigger, as a node whose requests can be planned. */
export const packageNode: PackageNode = {
	displayName: NAME,
	plan: (parameters, isIncomplete = false) => {
		const item = storedParameters(parameters, properties, { isIncomplete });
		const resource = readStored(() => item.string('resource'));
		const watched = INVENTORIES.filter((value) => !resource.isKnown || value === resource.value);
		const requirements = watched.flatMap((value) => listInventoryRequirements(findSource(dialect, value)));
		return {
			operation: NAME,
			requirements: requirements.map((each) => ({ ...each, ...(!resource.isKnown && { isPossible: true }) })),
		};
	},
	operations: () =>
		INVENTORIES.map((resource) => ({
			name: `${NAME}: ${findSource(dialect, resource).resource.name}`,
			parameters: { resource },
		})),
};
