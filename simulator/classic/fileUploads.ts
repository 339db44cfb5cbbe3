import { badRequest, Failure, unknownId } from '../failure';
import { uploadedFile } from '../multipart';
import { type ApiRequest, param } from '../request';
import { plainReply } from './reply';
import { type Handle, type Operation, placeholder } from './operations';

/** Resources that accept files, with the type of their objects (jamf-behavior 5.9). */
const TARGETS: Readonly<Record<string, string>> = {
	computers: 'computers',
	mobiledevices: 'mobiledevices',
	enrollmentprofiles: 'mobiledeviceenrollmentprofiles',
	printers: 'printers',
	peripherals: 'peripherals',
	policies: 'policies',
	ebooks: 'ebooks',
	mobiledeviceapplicationsicon: 'mobiledeviceapplications',
	mobiledeviceapplicationsipa: 'mobiledeviceapplications',
	diskencryptionconfigurations: 'diskencryptionconfigurations',
};

/** jamf-behavior 5.9: the form field is called `name`. */
export function fileUpload({ state, segments }: Operation): Handle {
	const [kind, idType, id] = segments.map(placeholder);
	return (request) => {
		const resource = param(request, kind ?? '').toLowerCase();
		const path = TARGETS[resource];
		if (path === undefined) throw unknownId(resource);
		const objectId = target(state, path, param(request, idType ?? ''), param(request, id ?? ''), request);
		if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw new Failure(415);
		const file = uploadedFile(request.headers['content-type'] ?? '', request.body, 'name');
		if (!file || file.name === '') throw badRequest('no file in a part named name');
		state.uploads.insert((newId) => ({ id: newId, resource, objectId, ...file }), request.node);
		return plainReply('file_upload', { id: objectId });
	};
}

function target(
	{ classic }: Operation['state'],
	path: string,
	idType: string,
	text: string,
	{ node }: ApiRequest,
): number {
	if (idType !== 'id' && idType !== 'name') throw badRequest('neither id nor name');
	const id = idType === 'id' ? Number(text) : classic.find(path, 'name', text, node);
	if (id === undefined || classic.store(path).read(id, node) === undefined) throw unknownId(text);
	return id;
}
