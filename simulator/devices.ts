import { classicDates } from './classic/computers/inventoryFields';
import { dateText } from './fleet/deviceProfiles';
import { type JsonObject, merge } from './json';
import type { CommandResponse } from './mdm/commandQueue';
import type { Step } from './mdm/steps';
import type { PlanStatus } from './mdm/updatePlans';
import type { ServerState } from './state';

type DeviceKind = 'computers' | 'mobileDevices';

/**
 * What devices do by themselves. Only that moves the date of the last inventory report; edits by an administrator do not
 * (jamf-behavior 10.2). All times are in milliseconds; default: the clock of the server.
 */
export class Devices {
	constructor(private readonly state: ServerState) {}

	/** All devices get the same date: thousands can report in one second. */
	submitInventory(kind: DeviceKind, ids: readonly number[], at = this.state.settings.now()): void {
		for (const id of ids) this.#change(kind, id, reported(kind, at));
	}

	/** A computer that checks in without submitting inventory. */
	checkIn(ids: readonly number[], at = this.state.settings.now()): void {
		for (const id of ids) this.#change('computers', id, { general: contact(at) });
	}

	/** A record that never submitted inventory. */
	forgetInventory(kind: DeviceKind, ids: readonly number[]): void {
		for (const id of ids) this.#change(kind, id, { general: never(kind) });
	}

	/** How a device responds to MDM commands, by the time since each was sent; without steps never. Default: it acknowledges them. */
	respondToCommands(managementId: string, steps: ReadonlyArray<Step<CommandResponse>>): void {
		this.state.mdmCommands.respond(managementId, steps);
	}

	/** What becomes of the software update plans of a device, by the time since each was created. Default: they are completed. */
	carryOutPlans(deviceId: string, steps: ReadonlyArray<Step<PlanStatus>>): void {
		this.state.updatePlans.carryOut(deviceId, steps);
	}

	/** A new device with a new record; returns its ID. */
	enroll(kind: DeviceKind, at = this.state.settings.now()): number {
		const { computers, classic } = this.state;
		const id = kind === 'computers' ? computers.add().id : classic.store('mobiledevices').insert(newMobileDevice(at));
		this.#change(kind, id, enrolled(kind, at));
		return id;
	}

	/**
	 * The server finds an existing record by UDID and serial number, and its ID stays. With `isNewRecord` the record was deleted before,
	 * and the same device gets a new ID. Returns the ID.
	 */
	reenroll(
		kind: DeviceKind,
		id: number,
		{ isNewRecord = false, at = this.state.settings.now() }: { isNewRecord?: boolean; at?: number } = {},
	): number {
		const newId = isNewRecord ? this.#copy(kind, id) : id;
		this.#change(kind, newId, enrolled(kind, at));
		return newId;
	}

	#copy(kind: DeviceKind, id: number): number {
		if (kind === 'mobileDevices') {
			const store = this.state.classic.store('mobiledevices');
			const device = store.read(id) ?? missing(kind, id);
			store.remove(id);
			return store.insert(device);
		}
		const { computers } = this.state;
		const computer = computers.read(id) ?? missing(kind, id);
		const identity = computers.profile(id);
		const changes: JsonObject = {
			udid: computers.udid(computer),
			general: { name: identity.name },
			hardware: { serialNumber: identity.serialNumber },
		};
		computers.remove(id);
		return computers.add(merge(changes, computer.changes)).id;
	}

	#change(kind: DeviceKind, id: number, changes: JsonObject): void {
		if (kind === 'computers') {
			const { computers } = this.state;
			computers.change(computers.read(id) ?? missing(kind, id), changes);
		} else {
			const store = this.state.classic.store('mobiledevices');
			store.write(id, merge(store.read(id) ?? missing(kind, id), changes));
		}
	}
}

function reported(kind: DeviceKind, at: number): JsonObject {
	if (kind === 'computers') return { general: { reportDate: dateText(at, 3), ...contact(at) } };
	return { general: inventoryTimes(at) };
}

function enrolled(kind: DeviceKind, at: number): JsonObject {
	if (kind === 'computers') return merge(reported(kind, at), { general: { lastEnrolledDate: dateText(at, 3) } });
	const { epoch, utc } = classicDates(dateText(at, 3));
	return merge(reported(kind, at), { general: { last_enrollment_epoch: epoch, last_enrollment_utc: utc } });
}

function never(kind: DeviceKind): JsonObject {
	if (kind === 'computers') return { reportDate: null };
	return { last_inventory_update: '', last_inventory_update_epoch: 0, last_inventory_update_utc: '' };
}

const contact = (at: number): JsonObject => ({
	lastCheckIn: dateText(at, 3),
	lastContact: dateText(at, 3),
	lastContactTime: dateText(at, 3),
});

function inventoryTimes(at: number): JsonObject {
	const { plain, epoch, utc } = classicDates(dateText(at, 3));
	return { last_inventory_update: plain, last_inventory_update_epoch: epoch, last_inventory_update_utc: utc };
}

function newMobileDevice(at: number): JsonObject {
	const tail = at.toString(16).toUpperCase();
	const name = `iPad ${tail}`;
	const general: JsonObject = {
		name,
		device_name: name,
		display_name: name,
		managed: true,
		supervised: true,
		serial_number: `DMPY${tail}`,
		udid: `00008031-${tail.padStart(16, '0')}`,
		model: 'iPad (10th generation)',
		model_identifier: 'iPad13,18',
		os_version: '26.1',
	};
	return { general };
}

function missing(kind: DeviceKind, id: number): never {
	throw new Error(`The simulator has no device ${id} among its ${kind}.`);
}
