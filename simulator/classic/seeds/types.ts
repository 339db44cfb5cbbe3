import type { Pick } from '../sample';
import type { ClassicObject } from '../tree';

/** What a type starts with, laid over a generated object. */
export interface Seed {
	names: readonly string[];
	/** Default: as many as there are names; more than that are numbered. */
	count?: number;
	object?: (index: number, name: string, pick: Pick) => ClassicObject;
}

export type Seeds = Readonly<Record<string, Seed>>;
