import { pro } from '../../nodes/shared/catalogue/lookup';
import { findResource } from '../../nodes/shared/catalogue/find';
import type { NodeNumber } from '../cluster';
import { Collection } from '../collection';
import { isObject, type JsonObject } from '../json';
import type { ApiRequest } from '../request';
import { sample, valueAt } from './shape';
import { idsOf, type Subject } from './subject';
import type { Shape } from './wire';

/** The members of a static group of mobile devices (jamf-behavior 5.8), with fields of the devices. */
class GroupMembers extends Collection<JsonObject> {
	constructor(
		private readonly subject: Subject,
		private readonly group: number,
		private readonly shape: Shape,
	) {
		super(subject.state.cluster);
	}

	override ids(node?: NodeNumber): number[] {
		const { mobile_devices: list } =
			this.subject.state.classic.store('mobiledevicegroups').read(this.group, node) ?? {};
		const members = Array.isArray(list) ? list.filter(isObject).map(({ id }) => Number(id)) : [];
		return members.filter((id) => this.#device(id, node) !== undefined).sort((a, b) => a - b);
	}

	override read(id: number, node?: NodeNumber): JsonObject | undefined {
		const device = this.#device(id, node);
		if (device === undefined) return undefined;
		const { general } = device;
		const text = (name: string) => valueAt(isObject(general) ? general : {}, name) ?? null;
		return {
			...sample(this.shape, 'Member', id, this.subject.state.settings.seed),
			mobileDeviceId: String(id),
			displayName: text('displayName'),
			serialNumber: device.serialNumber ?? null,
			udid: device.udid ?? null,
			managed: device.managed ?? null,
		};
	}

	override memoised(_key: string, _node: NodeNumber | undefined, compute: () => number[]): number[] {
		return compute();
	}

	#device(id: number, node: NodeNumber | undefined): JsonObject | undefined {
		const devices = findResource(pro, 'mobileDevice');
		return devices && this.subject.store.objects(devices).read(id, node);
	}
}

export function membersOf(subject: Subject, request: ApiRequest, shape: Shape): Collection<JsonObject> {
	return new GroupMembers(subject, Number(idsOf(subject, request)[0]), shape);
}
