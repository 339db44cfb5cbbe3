import { badRequest, unknownId } from '../failure';
import { uploadedFile } from '../multipart';
import type { Icon } from '../recordTypes';
import { json } from '../reply';
import { type ApiRequest, idOf } from '../request';
import type { Route } from '../route';
import type { ServerState } from '../state';

// jamf-behavior 1.6: a token is needed, a privilege is not.
export function iconRoutes({ icons }: ServerState): Route[] {
	const found = (request: ApiRequest): Icon => {
		const icon = icons.read(idOf(request), request.node);
		if (!icon) throw unknownId(String(idOf(request)));
		return icon;
	};
	const shown = ({ id }: Icon, { origin }: ApiRequest) => ({ url: `${origin}/api/v1/icon/download/${id}`, id });
	return [
		{
			method: 'POST',
			path: '/api/v1/icon',
			privileges: [],
			handle: (request) => {
				const file = uploadedFile(request.headers['content-type'] ?? '', request.body, 'file');
				if (!file) throw badRequest('no part named file');
				return json(
					shown(
						icons.insert((id) => ({ id, ...file }), request.node),
						request,
					),
					201,
				);
			},
		},
		{
			method: 'GET',
			path: '/api/v1/icon/{id}',
			privileges: [],
			handle: (request) => json(shown(found(request), request)),
		},
		{
			method: 'GET',
			path: '/api/v1/icon/download/{id}',
			privileges: [],
			handle: (request) => {
				const { contentType, content, name } = found(request);
				const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
				return { status: 200, contentType, headers, body: content };
			},
		},
	];
}
