import { type ApiRequest, idOf, param } from '../request';
import { type Handle, type Operation, placeholder } from './operations';
import { unknownId } from '../failure';
import { sameText } from './tree';

/** Patch policies belong to a software title and are created under it (jamf-behavior 5.5). */
export function patchPolicyRoutes({ state, resource, method, segments }: Operation): Handle | undefined {
	const [first, , title] = segments;
	if (first !== 'softwaretitleconfig') return undefined;
	const titleOf = (request: ApiRequest): number => {
		const id = idOf(request, placeholder(title));
		if (state.classic.store('patchsoftwaretitles').read(id, request.node) === undefined) throw unknownId(String(id));
		return id;
	};
	if (method === 'POST') {
		return (request) => resource.create(request, { software_title_configuration_id: titleOf(request) });
	}
	return (request) => {
		const id = titleOf(request);
		return resource.list(request, (policy) => sameText(policy.software_title_configuration_id, id));
	};
}

/** A title with one of its versions (jamf-behavior 11.50). */
export function patchVersionRoute({ resource, segments }: Operation): Handle | undefined {
	const [, id, part, version] = segments;
	if (part !== 'version') return undefined;
	return (request) => {
		const title = resource.store.read(idOf(request, placeholder(id)), request.node);
		if (title === undefined) throw unknownId(param(request, placeholder(id)));
		const versions = [{ software_version: param(request, placeholder(version)) }];
		return resource.show(request, { ...title, versions }, resource.type.elements);
	};
}
