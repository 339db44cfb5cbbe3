import type { Computer } from '../../fleet/computer';
import type { Reply } from '../../reply';
import { type ApiRequest, param } from '../../request';
import type { ServerState } from '../../state';
import { listReply } from '../reply';
import { type Handle, type Operation, placeholder } from '../operations';
import type { ClassicObject } from '../tree';
import { inventoryFieldsOf } from './inventoryFields';
import { matcher, nameOfComputer } from './lookup';
import { basic, matched } from './rows';

type Row = (state: ServerState, computer: Computer) => ClassicObject;

const listedRow: Row = (state, computer) => ({ id: computer.id, name: nameOfComputer(state, computer) });
const basicRow: Row = (state, computer) => basic(inventoryFieldsOf(state, computer));
const matchedRow: Row = (state, computer) => matched(inventoryFieldsOf(state, computer));

/** Lists of computers are built from the fleet, without complete records; the other routes are ordinary. */
export function computerRoutes({ state, method, segments }: Operation): Handle | undefined {
	if (method !== 'GET') return undefined;
	const [first, second, third] = segments;
	if (first === undefined) return (request) => remembered(state, request, 'listed', listedRow);
	if (first === 'subset') return (request) => remembered(state, request, 'basic', basicRow);
	if (first !== 'match') return undefined;
	const names = second === 'name' ? ['name'] : undefined;
	return (request) => {
		const keep = matcher(param(request, placeholder(third ?? second)), names);
		const rows = [...made(state, request, matchedRow)].filter(keep);
		return listReply(request, 'computers', 'computer', rows.length, rows);
	};
}

interface Remembered {
	reply: Reply;
	/** The ID lists of the source collections, which are new after every write. */
	from: number[][];
}

const replies = new WeakMap<ServerState, Map<string, Remembered>>();

/** Cached, because benchmarks read complete lists repeatedly. */
function remembered(state: ServerState, request: ApiRequest, kind: string, row: Row): Reply {
	const known = replies.get(state) ?? new Map<string, Remembered>();
	replies.set(state, known);
	const from = [state.computers, state.departments, state.buildings].map((collection) => collection.ids(request.node));
	const key = `${kind} ${request.headers.accept ?? ''}`;
	const found = known.get(key);
	if (found?.from.every((list, index) => list === from[index])) return found.reply;
	const reply = listReply(request, 'computers', 'computer', from[0]?.length ?? 0, made(state, request, row));
	known.set(key, { reply, from });
	return reply;
}

function* made(state: ServerState, { node }: ApiRequest, row: Row): Generator<ClassicObject> {
	for (const id of state.computers.ids(node)) {
		const computer = state.computers.read(id, node);
		if (computer) yield row(state, computer);
	}
}
