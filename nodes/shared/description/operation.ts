import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';

/** One operation of a resource: its place in the pickers, its form, and what it does for one item. */
export interface Operation {
	value: string;
	name: string;
	/** What n8n lists under the node, and tells to AI agents: "Create an API role". */
	action: string;
	description: string;
	/** Kept for stored workflows, not offered in the picker. */
	hidden?: true;
	/** Shown for this operation only; `describe` adds that condition. */
	properties: INodeProperties[];
	run: (jamf: JamfClient, item: ItemParameters) => Promise<INodeExecutionData[]>;
}

export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}
