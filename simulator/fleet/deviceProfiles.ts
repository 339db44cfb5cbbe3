import { mix } from '../random';
import { FIRST_NAMES, LAST_NAMES, MODELS, SYSTEM_VERSIONS } from './data';

/** All generated dates are before this instant, so that a fleet depends only on its seed. */
const FLEET_INSTANT = Date.UTC(2026, 9, 1);
const DAY = 86_400_000;
const SERIAL_NUMBERS = 36 ** 6;
const TOTAL_WEIGHT = SYSTEM_VERSIONS.reduce((sum, { weight }) => sum + weight, 0);

const LOGIN_PARTS = new Map(
	[...FIRST_NAMES, ...LAST_NAMES].map((name) => [
		name as string,
		name
			.normalize('NFD')
			.replace(/[^a-z]/gi, '')
			.toLowerCase(),
	]),
);

/** Values shared by the sections of one computer; computed lazily, because fleets are generated repeatedly. */
export class DeviceProfile {
	readonly model: (typeof MODELS)[number];
	readonly reportedAt: number;
	readonly enrolledAt: number;

	constructor(
		private readonly seed: number,
		readonly id: number,
	) {
		this.model = MODELS[this.draw(3, MODELS.length)]!;
		this.reportedAt = FLEET_INSTANT - this.draw(4, 60) * DAY - this.draw(5, DAY);
		this.enrolledAt = this.reportedAt - (30 + this.draw(9, 900)) * DAY;
	}

	/** Returns the same number for the same salt, whenever it is called. */
	draw(salt: number, below: number): number {
		return mix(this.seed, this.id, salt) % below;
	}

	/** A few names repeat, as with real people: sorting by name is not a unique order (jamf-behavior 3.3). */
	get name(): string {
		return this.draw(6, 100) < 3 ? this.model.name.split(' (')[0]! : `MAC-${this.serialNumber}`;
	}

	/** Multiplication by a number coprime to the modulus keeps serial numbers unique. */
	get serialNumber(): string {
		const tail = ((this.id * 7919 + (this.seed % 9973) * 104_729) % SERIAL_NUMBERS).toString(36).padStart(6, '0');
		return `${['C02X', 'FVFG', 'H4TQ', 'K9WL'][this.id % 4]}${tail.toUpperCase()}`;
	}

	get udid(): string {
		return uuid(this.seed, this.id, 10).toUpperCase();
	}

	get managementId(): string {
		return uuid(this.seed, this.id, 20);
	}

	get managed(): boolean {
		return this.draw(8, 20) !== 0;
	}

	get system(): (typeof SYSTEM_VERSIONS)[number] {
		let left = this.draw(7, TOTAL_WEIGHT);
		return SYSTEM_VERSIONS.find(({ weight }) => (left -= weight) < 0)!;
	}

	get username(): string {
		const [first, last] = this.#names;
		return `${LOGIN_PARTS.get(first)}.${LOGIN_PARTS.get(last)}${this.id}`;
	}

	get realname(): string {
		return this.#names.join(' ');
	}

	get #names(): [string, string] {
		return [FIRST_NAMES[this.draw(1, FIRST_NAMES.length)]!, LAST_NAMES[this.draw(2, LAST_NAMES.length)]!];
	}
}

/** The server writes fractions of any length (jamf-behavior 3.4), but does not accept them. */
export function dateText(at: number, draw: number): string {
	const precision = [1000, 100, 10, 1][draw % 4]!;
	const rounded = at - (at % precision);
	const day = Math.floor(rounded / DAY);
	const seconds = Math.floor((rounded - day * DAY) / 1000);
	const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
	return `${dayText(day)}T${clock}${fraction(rounded % 1000)}Z`;
}

export const dayOf = (at: number): string => dayText(Math.floor(at / DAY));

const dayTexts = new Map<number, string>();

/** Cached, because most of a record is dates, and days repeat. */
function dayText(day: number): string {
	const known = dayTexts.get(day);
	if (known !== undefined) return known;
	const text = new Date(day * DAY).toISOString().slice(0, 10);
	dayTexts.set(day, text);
	return text;
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

const fraction = (milliseconds: number): string =>
	milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0').replace(/0+$/, '')}`;

export function uuid(seed: number, id: number, salt: number): string {
	const word = (offset: number) =>
		mix(seed, id, salt + offset)
			.toString(16)
			.padStart(8, '0');
	const [a, b, c] = [word(0), word(1), word(2)];
	const unique = id.toString(16).padStart(8, '0');
	return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${unique}`;
}
