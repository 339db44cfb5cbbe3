import type { INodeTypeDescription, ResourceMapperField } from 'n8n-workflow';
import type { SavedCredential } from './rest';
import type { Check } from './runner';
import type { Server } from './server';

/** What the checks of one server share. */
export interface CheckContext extends Omit<Server, 'close'> {
	check: Check;
	packageName: string;
	/** The node types of the package as in the editor, without Tool variants. */
	nodes: INodeTypeDescription[];
	/** Of the simulator's administrator. */
	credential: SavedCredential;
	/** Messages of errors that the checks provoke and n8n logs. */
	provoked: RegExp[];
	/** Choices of the pickers. */
	picked: Picked;
}

export interface Picked {
	/** IDs of objects, by `node.method` of the method that lists them. */
	objects: Map<string, Array<string | number | boolean>>;
	/** Fields of bodies, by `node.resource.operation`. */
	fields: Map<string, ResourceMapperField[]>;
}
