import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Danger } from '../catalogue/effects';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';

/** One operation of a resource: its entry in the picker, its form, and how it runs for one item. */
export interface Operation {
	value: string;
	name: string;
	/** Shown in n8n's node panel and to AI agents: "Create an API role". */
	action: string;
	description: string;
	/** Available to existing workflows but not shown in the picker. */
	hidden?: true;
	/** Whether it never changes the server. If absent, it has the option Preview Only. */
	reads?: true;
	/** Why an AI agent may only run it if the user allows it. `depends`: on its parameters, which it checks itself. */
	danger?: Danger | 'depends';
	/** Only shown for this operation. `describe` adds that condition. */
	properties: INodeProperties[];
	run: (jamf: JamfClient, item: ItemParameters) => Promise<INodeExecutionData[]>;
}

export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}
