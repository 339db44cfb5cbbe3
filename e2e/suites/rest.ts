import { saveLog } from '../artifacts';
import { checkCancel } from '../checks/cancel';
import { checkCredential } from '../checks/credential';
import { checkErrors } from '../checks/errors';
import { checkFeeds } from '../checks/feeds';
import { checkExamples } from '../checks/examples';
import { checkHttpRequest } from '../checks/httpRequest';
import { checkLog } from '../checks/log';
import { checkNodeTypes } from '../checks/nodeTypes';
import { checkOperations } from '../checks/operations';
import { checkPickers } from '../checks/pickers';
import { checkPreviews } from '../checks/previews';
import { checkSearch } from '../checks/search';
import { checkTrigger } from '../checks/trigger';
import type { N8nInstallation } from '../../harness/n8n/install';
import { readManifest } from '../package';
import type { Check } from '../runner';
import { credentialData, startServer } from '../server';
import type { CheckContext } from '../checkContext';

const CHECKS = [
	checkNodeTypes,
	checkPreviews,
	checkCredential,
	checkPickers,
	checkOperations,
	checkErrors,
	checkHttpRequest,
	checkExamples,
	checkFeeds,
	checkCancel,
];

/** Everything that the editor does through n8n's REST API. */
export async function checkRest(check: Check, installed: N8nInstallation, tarball: string): Promise<void> {
	const { close, ...server } = await startServer(installed, tarball);
	const { rest, simulator, n8n } = server;
	console.log(`n8n responds after ${n8n.startMs} ms`);
	try {
		await check('the owner signs in', async () => await rest.signIn());
		const { name: packageName } = await readManifest();
		const suite: CheckContext = {
			...server,
			check,
			packageName,
			nodes: (await rest.nodeTypes(packageName)).filter(({ name }) => !name.endsWith('Tool')),
			credential: await rest.createCredential('Jamf', credentialData(simulator)),
			provoked: [],
			picked: { objects: new Map(), fields: new Map() },
		};
		await checkSearch(suite, installed);
		for (const checks of CHECKS) await checks(suite);
		await checkLog(check, { name: 'n8n', n8n, secrets: [simulator.client.clientSecret], provoked: suite.provoked });
	} finally {
		saveLog(n8n, 'rest');
		await close();
	}
	await checkTrigger(check, installed, tarball);
}
