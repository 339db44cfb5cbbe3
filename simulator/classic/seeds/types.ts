import type { Pick } from '../sample';
import type { ClassicObject } from '../tree';

/** The initial values of a type, merged into a generated object. */
export interface Seed {
	names: readonly string[];
	/** Default: as many as there are names; additional ones are numbered. */
	count?: number;
	object?: (index: number, name: string, pick: Pick) => ClassicObject;
}

export type Seeds = Readonly<Record<string, Seed>>;
