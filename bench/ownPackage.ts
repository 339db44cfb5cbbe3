import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const DIST = path.join(__dirname, '../dist');

/** Nodes and credential of this package. */
export interface OwnPackage {
	JamfPro: new () => INodeType;
	JamfClassic: new () => INodeType;
	JamfProClientCredentialsApi: new () => ICredentialType;
}

/** Loads the published build, so that tsx does not influence the measurement. */
export function loadBuilt(): OwnPackage {
	const load = createRequire(__filename);
	return {
		...(load(`${DIST}/nodes/JamfPro/JamfPro.node.js`) as Pick<OwnPackage, 'JamfPro'>),
		...(load(`${DIST}/nodes/JamfClassic/JamfClassic.node.js`) as Pick<OwnPackage, 'JamfClassic'>),
		...(load(`${DIST}/credentials/JamfProClientCredentialsApi.credentials.js`) as Pick<
			OwnPackage,
			'JamfProClientCredentialsApi'
		>),
	};
}
