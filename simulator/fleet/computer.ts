import { Collection } from '../collection';
import type { Cluster } from '../cluster';
import { isObject, type Json, type JsonObject, merge } from '../json';
import { SECTIONS } from './sections';
import { DeviceProfile } from './deviceProfiles';

export type Section = keyof typeof SECTIONS;

/** A generated computer plus its changes: small enough to be generated for every read. */
export interface Computer {
	id: number;
	/** Merged into the generated record: `{ general: { name: … }, udid: … }`. */
	changes: JsonObject;
}

const UNCHANGED: JsonObject = {};

export class Fleet extends Collection<Computer> {
	constructor(
		cluster: Cluster,
		private readonly randomSeed: number,
		size: number,
	) {
		super(cluster, { count: size, make: (id) => ({ id, changes: UNCHANGED }) });
	}

	profile(id: number): DeviceProfile {
		return new DeviceProfile(this.randomSeed, id);
	}

	section(computer: Computer, section: Section): Json {
		const { key, make } = SECTIONS[section];
		return changed(make(this.profile(computer.id)), computer.changes[key]);
	}

	/** For reading many sections of one computer. */
	sections(computer: Computer, sections: readonly Section[]): Json[] {
		const profile = this.profile(computer.id);
		return sections.map((section) => changed(SECTIONS[section].make(profile), computer.changes[SECTIONS[section].key]));
	}

	udid(computer: Computer): string {
		const { udid } = computer.changes;
		return typeof udid === 'string' ? udid : this.profile(computer.id).udid;
	}

	managementId(computer: Computer): Json {
		const { general } = computer.changes;
		const { managementId } = isObject(general) ? general : {};
		return managementId === undefined ? this.profile(computer.id).managementId : managementId;
	}

	/** For tests and benchmarks: a newly generated computer with the given changes. */
	add(changes: JsonObject = {}): Computer {
		return this.insert((id) => ({ id, changes }));
	}

	change(computer: Computer, changes: JsonObject, node?: 0 | 1): Computer {
		const value = { id: computer.id, changes: merge(computer.changes, changes) };
		this.write(computer.id, value, node);
		return value;
	}
}

function changed(made: Json, change: Json | undefined): Json {
	if (change === undefined) return made;
	return isObject(made) && isObject(change) ? merge(made, change) : change;
}
