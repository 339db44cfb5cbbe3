import type { INodeTypeDescription } from 'n8n-workflow';
import type { SavedCredential } from './rest';
import type { Check } from './runner';
import type { Server } from './server';

/** What the checks of one server share. */
export interface Suite extends Omit<Server, 'close'> {
	check: Check;
	packageName: string;
	/** The nodes of the package as the editor gets them, without their Tool variants. */
	nodes: INodeTypeDescription[];
	/** Of the simulator's administrator. */
	credential: SavedCredential;
}
