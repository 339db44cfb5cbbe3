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

/** As they are published: what is measured has not gone through the compiler that runs the benchmarks. */
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
