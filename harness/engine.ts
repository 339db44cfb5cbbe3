import { JamfProClientCredentialsApi } from '../credentials/JamfProClientCredentialsApi.credentials';
// With the extension, as tsx would otherwise load the codex file next to it (JamfPro.node.json).
import { JamfClassic } from '../nodes/JamfClassic/JamfClassic.node.ts';
import { JamfPro } from '../nodes/JamfPro/JamfPro.node.ts';
import { JamfProInventoryTrigger } from '../nodes/JamfProInventoryTrigger/JamfProInventoryTrigger.node.ts';
import { JamfProTrigger } from '../nodes/JamfProTrigger/JamfProTrigger.node.ts';
import { BareEngine } from './bareEngine';
import { createFakes } from './fakes';
import { createToolVariant } from './fakes/agent';
import type { DataTables } from './fakes/dataTable';
import { httpCredentials } from './fakes/httpRequest';

export { CREDENTIAL, NodeRun, type RunOptions } from './bareEngine';

/** The node types of the installed package in n8n. */
export const JAMF_PRO = 'n8n-nodes-jamf.jamfPro';
export const JAMF_CLASSIC = 'n8n-nodes-jamf.jamfClassic';
export const JAMF_TRIGGER = 'n8n-nodes-jamf.jamfProTrigger';
export const JAMF_INVENTORY_TRIGGER = 'n8n-nodes-jamf.jamfProInventoryTrigger';

/** The engine with the nodes and the credential of this package, and fakes of the n8n nodes that the examples use. */
export class Engine extends BareEngine {
	readonly dataTables: DataTables;

	constructor() {
		const tables: DataTables = new Map();
		super(
			{
				[JAMF_PRO]: new JamfPro(),
				[`${JAMF_PRO}Tool`]: createToolVariant(new JamfPro()),
				[JAMF_CLASSIC]: new JamfClassic(),
				[`${JAMF_CLASSIC}Tool`]: createToolVariant(new JamfClassic()),
				[JAMF_TRIGGER]: new JamfProTrigger(),
				[JAMF_INVENTORY_TRIGGER]: new JamfProInventoryTrigger(),
				...createFakes(tables),
			},
			[new JamfProClientCredentialsApi(), ...httpCredentials],
		);
		this.dataTables = tables;
	}
}
