import * as classic from './classic';
import * as inventory from './inventory';
import type { Candidate } from './types';
import * as updates from './updates';

/** By the name that is passed to the child process. */
export const CANDIDATES = {
	'classic.byIdHelper': classic.byIdHelper,
	'classic.byIdJson': classic.byIdJson,
	'classic.byIdXml': classic.byIdXml,
	'classic.list': classic.list,
	'classic.listBasic': classic.listBasic,
	'inventory.first': inventory.first,
	'inventory.firstHelper': inventory.firstHelper,
	'inventory.helper': inventory.helper,
	'inventory.httpRequest': inventory.httpRequest,
	'inventory.httpRequestLarge': inventory.httpRequestLarge,
	'inventory.itemsAlone': inventory.itemsAlone,
	'inventory.limit': inventory.limit,
	'inventory.limitConnected': inventory.limitConnected,
	'inventory.limitParsed': inventory.limitParsed,
	'inventory.node': inventory.node,
	'inventory.nodeSmall': inventory.nodeSmall,
	'updates.credentialPerItem': updates.credentialPerItem,
	'updates.helper': updates.helper,
	'updates.httpRequest': updates.httpRequest,
	'updates.httpRequestBatched': updates.httpRequestBatched,
	'updates.httpRequestCapped': updates.httpRequestCapped,
	'updates.limit': updates.limit,
	'updates.node': updates.node,
	'updates.storedCredential': updates.storedCredential,
} satisfies Record<string, Candidate>;

export type CandidateName = keyof typeof CANDIDATES;
