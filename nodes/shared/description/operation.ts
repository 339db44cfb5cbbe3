import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../calls/dialect';
import type { Danger } from '../catalogue/effects';
import type { Requirement } from '../errors/requiredPrivileges';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';

/** The type of a value, the types of the fields of an object, or that of the entries of a list. */
export type OutputShape = 'boolean' | 'number' | 'object' | 'string' | [OutputShape] | { [field: string]: OutputShape };

/** The value of Create or Update, which has the form of Create. */
export const UPSERT = 'upsert';

/** One operation of a resource: its entry in the picker, its form, and how it runs for one item. */
export interface Operation {
	value: string;
	name: string;
	/** Shown in n8n's node panel and to AI agents: "Create an API role". */
	action: string;
	description: string;
	/** Its privileges as documented by Jamf. If absent, they follow from `requires`. */
	needs?: string[];
	/** Available to existing workflows but not shown in the picker. */
	hidden?: true;
	/** Whether it never changes the server. If absent, it has the option Preview Only. */
	reads?: true;
	/**
	 * Why an AI agent may only run it if the user allows it. `depends`: on its parameters, which it checks itself. `any`: it can send any
	 * request.
	 */
	danger?: Danger | 'any' | 'depends';
	/** Whether its result is a secret that the user asks for, or can include secrets besides. */
	secrets?: 'asked' | 'included';
	/** Loads the dialect of the API that it writes to, if not that of its node. */
	dialect?: () => Dialect;
	/** Only shown for this operation. `describe` adds that condition. */
	properties: INodeProperties[];
	/** The fields of an item, for n8n's preview of the output. Default: those of the row with the same name. */
	output?: OutputShape;
	/** The requests that it sends, and its pickers in the editor, for parameters as stored in a workflow; see `readStored`. */
	requires: (item: ItemParameters) => Requirement[];
	run: (jamf: JamfClient, item: ItemParameters) => Promise<INodeExecutionData[]>;
}

export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}
