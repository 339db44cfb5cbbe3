import { unknownId } from '../failure';
import type { Computer } from '../fleet/computer';
import type { Reply } from '../reply';
import { type ApiRequest, idOf, param } from '../request';
import type { Route } from '../route';
import type { World } from '../world';
import { basic, brief, type Facts, factsOf, full, str } from './computerRecord';
import { ClassicList, type ClassicObject, classicReply, idReply } from './document';

const BASE = '/JSSResource/computers';
const READ = ['Read Computers'];

export function computerRoutes(world: World): Route[] {
	const list = (
		request: ApiRequest,
		shown: (facts: Facts) => ClassicObject,
		keep: (facts: Facts) => boolean = () => true,
	): Reply => {
		const rows = world.computers.values(request.node).flatMap((computer) => {
			const facts = factsOf(world, computer);
			return keep(facts) ? [shown(facts)] : [];
		});
		return classicReply(request, 'computers', new ClassicList('computer', rows));
	};
	const byId = (request: ApiRequest): Computer => {
		const computer = world.computers.read(idOf(request), request.node);
		if (!computer) throw unknownId(param(request, 'id'));
		return computer;
	};
	const by = (key: string, read: (facts: Facts) => unknown): Route => ({
		method: 'GET',
		path: `${BASE}/${key}/{${key}}`,
		privileges: READ,
		handle: (request) => {
			const wanted = param(request, key).toLowerCase();
			const isWanted = (computer: Computer) => String(read(factsOf(world, computer))).toLowerCase() === wanted;
			const computer = world.computers.values(request.node).find(isWanted);
			if (!computer) throw unknownId(wanted);
			return classicReply(request, 'computer', full(factsOf(world, computer)));
		},
	});
	return [
		{
			method: 'GET',
			path: BASE,
			privileges: READ,
			handle: (request) => list(request, ({ computer, general }) => ({ id: computer.id, name: str(general.name) })),
		},
		{
			method: 'GET',
			path: `${BASE}/subset/basic`,
			privileges: READ,
			handle: (request) => list(request, basic),
		},
		{
			method: 'GET',
			path: `${BASE}/match/{match}`,
			privileges: READ,
			handle: (request) => list(request, brief, matching(param(request, 'match'))),
		},
		{
			method: 'GET',
			path: `${BASE}/id/{id}`,
			privileges: READ,
			handle: (request) => classicReply(request, 'computer', full(factsOf(world, byId(request)))),
		},
		{
			method: 'DELETE',
			path: `${BASE}/id/{id}`,
			privileges: ['Delete Computers'],
			handle: (request) => {
				const { id } = byId(request);
				world.computers.remove(id, request.node);
				return idReply('computer', id, 200);
			},
		},
		by('serialnumber', ({ hardware }) => hardware.serialNumber),
		by('udid', ({ udid }) => udid),
		by('name', ({ general }) => general.name),
	];
}

/** facts 5.5: over names, serial numbers, addresses and users, with `*`. */
function matching(text: string): (facts: Facts) => boolean {
	const escaped = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const pattern = new RegExp(`^${escaped.join('.*')}$`, 'i');
	return (facts) => {
		const { general, hardware, place, udid } = facts;
		const values = [general.name, general.assetTag, udid, hardware.serialNumber, hardware.macAddress];
		return [...values, hardware.altMacAddress, place.username, place.realname, place.email].some((value) =>
			pattern.test(str(value)),
		);
	};
}
