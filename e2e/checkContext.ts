import type { INodeTypeDescription, ResourceMapperField } from 'n8n-workflow';
import type { SavedCredential } from './rest';
import type { Check } from './runner';
import type { Server } from './server';

/** What the checks of one server share. */
export interface CheckContext extends Omit<Server, 'close'> {
	check: Check;
	packageName: string;
	/** The nodes of the package as the editor gets them, without their Tool variants. */
	nodes: INodeTypeDescription[];
	/** Of the simulator's administrator. */
	credential: SavedCredential;
	/** Sentences of the errors that the checks bring about, which n8n logs. */
	provoked: RegExp[];
	/** What the pickers offered. */
	picked: Picked;
}

export interface Picked {
	/** IDs of objects, by `node.method` of the method that lists them. */
	objects: Map<string, Array<string | number | boolean>>;
	/** Fields of bodies, by `node.resource.operation`. */
	fields: Map<string, ResourceMapperField[]>;
}
