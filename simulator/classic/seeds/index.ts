import { merge } from '../../json';
import { type Pick, sample } from '../sample';
import type { ClassicType } from '../schema';
import type { ClassicObject } from '../tree';
import { deploymentSeeds } from './deployment';
import { peopleSeeds } from './people';
import { serverSeeds } from './server';
import type { Seed, Seeds } from './types';

const SEEDS: Seeds = { ...deploymentSeeds, ...peopleSeeds, ...serverSeeds };
const NOTHING = { name: '', children: [], text: '' };
const FEW: Seed = { names: [], count: 2 };

const seedOf = ({ path }: ClassicType): Seed => SEEDS[path] ?? FEW;

/** The initial number of objects of a type. */
export function seedCount(type: ClassicType): number {
	const { names, count } = seedOf(type);
	return type.single ? 1 : (count ?? names.length);
}

/** Does not generate the object, because lists and references need no more. */
const seedName = (type: ClassicType, id: number): string =>
	seedOf(type).names[id - 1] ?? `${type.noun.replace(/^./, (letter) => letter.toUpperCase())} ${id}`;

/** The initial object of a type, generated for every read. */
export function seededObject(type: ClassicType, id: number, seed: number, pick: Pick): ClassicObject {
	const name = seedName(type, id);
	const made = sample(type.elements, { seed, id, pick });
	const general = type.elements.find((row) => row.name === 'general');
	const named = type.elements.some((row) => row.name === 'name') || !general ? { name } : { general: { name } };
	const object = merge(merge(made, type.single ? {} : named), seedOf(type).object?.(id - 1, name, pick) ?? {});
	return type.rules.store(object, { element: NOTHING, current: undefined, objects: { directoryGroups: undefined } });
}
