import type { WireElement } from './wire';
import { conflict, Failure, unknownId } from '../failure';
import type { Reply } from '../reply';
import { type ApiRequest, idOf, param } from '../request';
import { idReply, listReply, objectReply } from './reply';
import { QUIRKS } from './quirks';
import type { ClassicObjects } from './objects';
import { completed } from './references';
import type { ClassicType } from './schema';
import type { Store } from './store';
import { subsetOf } from './subset';
import { type ClassicObject, nameOf, titlePart } from './tree';
import { asConfigured } from './configured';
import { written } from './writing';

/** Identifiers in the last path segment: element by key. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
	name: ['name'],
	serialnumber: ['serial_number'],
	udid: ['udid'],
	uuid: ['uuid'],
	macaddress: ['mac_address', 'wifi_mac_address', 'alt_mac_address'],
	email: ['email', 'email_address'],
	bundleid: ['bundle_id'],
	extension: ['extension'],
	invitation: ['invitation'],
};

export const isKey = (segment: string): boolean => segment === 'id' || segment in ELEMENTS;

/** Reads and writes of any type. */
export class ClassicResource {
	readonly store: Store;

	constructor(
		readonly objects: ClassicObjects,
		readonly type: ClassicType,
		store?: Store,
	) {
		this.store = store ?? objects.store(type.path);
	}

	list(request: ApiRequest, keep: (object: ClassicObject) => boolean = () => true): Reply {
		const { type, store } = this;
		const { columns = [], losses } = QUIRKS[type.path] ?? {};
		const rows = store.ids(request.node).flatMap((id) => {
			const object = store.read(id, request.node);
			return object && keep(object) ? [briefly(id, object, columns)] : [];
		});
		return listReply(request, type.plural, type.root, rows.length, rows, losses?.has('*'));
	}

	/** Finds by ID, or by the identifier in the segment before the last. */
	find(request: ApiRequest, key: string, placeholder: string): number {
		if (key === 'id') {
			const id = idOf(request, placeholder);
			if (this.store.read(id, request.node) === undefined) throw unknownId(String(id));
			return id;
		}
		const text = param(request, placeholder);
		if (key === 'name') checkName(this.type.path, text);
		for (const element of ELEMENTS[key] ?? [key]) {
			const id = this.objects.find(this.type.path, element, text, request.node);
			if (id !== undefined) return id;
		}
		throw unknownId(text);
	}

	read(request: ApiRequest, id: number, elements = this.type.elements): Reply {
		const object = this.store.read(id, request.node) ?? {};
		this.store.touch?.(id);
		return this.show(request, object, elements, { reads: this.objects.countRead(this.type.path, id) });
	}

	show(
		request: ApiRequest,
		object: ClassicObject,
		elements: readonly WireElement[],
		{ root = this.type.root, reads = Number.POSITIVE_INFINITY }: { root?: string; reads?: number } = {},
	): Reply {
		const { objects, type } = this;
		const { losses, shown } = QUIRKS[type.path] ?? {};
		const full = completed(object, elements, objects.isType, objects.resolve);
		const visible = type.rules.show(shown ? shown(full) : full, reads);
		return objectReply(request, root, asConfigured(visible, objects, type.path), elements, losses);
	}

	subset(request: ApiRequest, id: number, names: string): Reply {
		return this.read(request, id, subsetOf(this.type.elements, names));
	}

	create(request: ApiRequest, more: ClassicObject = {}): Reply {
		const object = written(this.objects, this.type, this.store, request);
		return idReply(this.type.root, this.store.insert({ ...object, ...more }, request.node));
	}

	update(request: ApiRequest, id: number): Reply {
		checkUserPrivilege(this.type.path, request);
		const current = this.store.read(id, request.node) ?? {};
		this.store.write(id, written(this.objects, this.type, this.store, request, current), request.node);
		this.objects.wrote(this.type.path, id);
		const { update } = this.type.account.statuses ?? {};
		if (update !== undefined) throw new Failure(update);
		return idReply(this.type.root, id);
	}

	remove(request: ApiRequest, id: number): Reply {
		this.store.remove(id, request.node);
		// jamf-behavior 5.1: deleted, but reported as rejected.
		return idReply(this.type.root, id, this.type.account.statuses?.delete ?? 200);
	}
}

/** Checked by the update itself, with an error of its own. */
export const USER_PRIVILEGE = 'Update User';

/** An update of a device also writes its user (jamf-behavior 8.4, 11.25, 11.39). */
function checkUserPrivilege(type: string, { caller }: ApiRequest): void {
	const isDevice = type === 'computers' || type === 'mobiledevices';
	if (!isDevice || caller.privileges.has(USER_PRIVILEGE)) return;
	const { status, causes } = conflict('Not authorized for a user PUT');
	throw new Failure(status, causes, [USER_PRIVILEGE]);
}

/** Types that fail when requested by name (jamf-behavior 5.6, 11.50). */
const NAMELESS = new Set(['directorybindings', 'ldapservers', 'patches']);

/** jamf-behavior 5.6: some names cannot be requested; a `/` ends the name, however it is encoded. */
function checkName(path: string, name: string): void {
	if (NAMELESS.has(path) || name.includes('%')) throw new Failure(500);
	if (name.includes('/')) throw unknownId(name);
}

function briefly(id: number, object: ClassicObject, columns: readonly string[]): ClassicObject {
	const flat = { ...object, ...titlePart(object) };
	const name = nameOf(object);
	const more = columns.filter((column) => flat[column] !== undefined).map((column) => [column, flat[column]]);
	return { id, ...(name !== '' && { name }), ...(Object.fromEntries(more) as ClassicObject) };
}
