import {
	assertObject,
	expectObject,
	type JamfClient,
	type Locator,
	path,
	readList,
	resolveId,
} from '../../../shared/operations/kit';
import { objects } from './lookupSource';

const DEPLOYMENT = expectObject<{ appTitleId: string }>({ appTitleId: 'string' });

/** The versions of the app that a deployment installs, in Jamf's order. */
export async function readVersions(jamf: JamfClient, deployment: Locator): Promise<string[]> {
	const id = await resolveId(jamf, objects, deployment);
	const { appTitleId } = await jamf.get(path`/v1/app-installers/deployments/${id}`, { read: DEPLOYMENT });
	const rows = await readList(
		jamf,
		{ kind: 'results' },
		{ api: 'pro', path: path`/v1/app-installers/titles/${appTitleId}/versions`, query: [], limit: Infinity },
	);
	return rows.map((row) => assertObject<{ version: string }>(row, 200, { version: 'string' }).version);
}
