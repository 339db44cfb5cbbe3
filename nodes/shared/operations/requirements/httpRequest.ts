import { CREDENTIAL } from '../../calls/connect';
import { readCommandType } from '../../errors/mdmCommandPrivileges';
import { readStored, storedParameters } from '../../parameters/storedParameters';
import type { Plan } from './planNode';
import { toPathTemplate } from './pathTemplate';
import { listCommandRequirements } from './commands';
import type { StoredNode } from './readWorkflows';

/** n8n's HTTP Request node, also as a tool. */
const HTTP_REQUEST = /\.(httpRequest|httpRequestTool|toolHttpRequest)$/;

/** The plan of an HTTP Request node that uses the credential of this package; `undefined` for any other node. */
export function planHttpRequest({ type, parameters }: StoredNode): Plan | undefined {
	const { authentication, nodeCredentialType } = parameters;
	if (!HTTP_REQUEST.test(type) || authentication !== 'predefinedCredentialType') return undefined;
	if (nodeCredentialType !== CREDENTIAL) return undefined;
	const item = storedParameters(parameters, []);
	const operation = 'HTTP Request';
	const method = readStored(() => item.string('method') || 'GET');
	if (!method.isKnown) return { operation, requirements: [{ unknown: 'The method of the request is an expression.' }] };
	const url = readStored(() => item.string('url'));
	const found = findPath(url.isKnown ? url.value : url.expression);
	if (found === undefined) {
		const unknown = 'The URL of the request is an expression, or not that of a Jamf API.';
		return { operation, requirements: [{ unknown }] };
	}
	const request = { ...found, method: method.value };
	if (found.api === 'pro' && /^\/v\d+\/mdm\/commands$/.test(found.path) && method.value === 'POST') {
		const body = readStored(() => item.json('jsonBody'));
		return {
			operation,
			requirements: listCommandRequirements(request, body.isKnown ? readCommandType(body.value) : undefined),
		};
	}
	return { operation, requirements: [{ request, why: `sends ${request.method} ${request.path}` }] };
}

/** The server can be an expression, and can have a context path. */
function findPath(url: string): { api: 'classic' | 'pro'; path: string } | undefined {
	const [, root, rest] = /\/(api|JSSResource)(\/[^]*)$/i.exec(url) ?? [];
	const path = rest === undefined ? undefined : toPathTemplate(rest);
	return path === undefined ? undefined : { api: root?.toLowerCase() === 'api' ? 'pro' : 'classic', path };
}
