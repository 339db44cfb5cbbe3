import type { Requirement } from '../../errors/requiredPrivileges';
import { readCommandType } from '../../errors/mdmCommandPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readStored } from '../../parameters/storedParameters';
import { type Api } from '../../transport/types';
import { parseApiPath } from '../../transport/path';
import { toPathTemplate } from '../requirements/pathTemplate';
import { listCommandRequirements } from '../requirements/commands';

/** The request of the API Request form. Expressions in its path are taken to be one segment each. */
export function listApiRequestRequirements(item: ItemParameters, api: Api): Requirement[] {
	const method = readStored(() => item.string('method'));
	if (!method.isKnown) return [{ unknown: 'The method of the request is an expression.' }];
	const typed = readStored(() => item.string('path'));
	const template = toPathTemplate(typed.isKnown ? typed.value : typed.expression);
	if (template === undefined) return [{ unknown: 'The path of the request is an expression.' }];
	const parsed = readStored(() => parseApiPath(api, template).path);
	if (!parsed.isKnown) return [{ unknown: 'The path of the request is not valid.' }];
	const path = decode(parsed.value);
	const request = { api, method: method.value, path };
	if (api === 'pro' && /^\/v\d+\/mdm\/commands$/.test(path) && method.value === 'POST') {
		const body = readStored(() => (item.string('bodyKind') === 'json' ? item.json('json') : undefined));
		return listCommandRequirements(request, body.isKnown ? readCommandType(body.value) : undefined);
	}
	return [{ request, why: `sends ${request.method} ${path}` }];
}

/** The path with readable placeholders. `decodeURI` throws for bytes that are not UTF-8, such as `%FF`. */
function decode(path: string): string {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
}
