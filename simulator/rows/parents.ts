import { pro } from '../../nodes/shared/catalogue/lookup';
import { findResource } from '../../nodes/shared/catalogue/find';
import type { NodeNumber } from '../cluster';
import { malformedId, unknownId } from '../failure';
import type { ApiRequest } from '../request';
import type { ServerState } from '../state';
import { idsOf, type Subject } from './subject';

interface Kept {
	read: (id: number, node?: NodeNumber) => unknown;
	values: (node?: NodeNumber) => unknown[];
}

/** Collections of the resources with hand-written routes. */
const OWN: Record<string, (state: ServerState) => Kept> = {
	apiIntegration: ({ integrations }) => integrations,
	apiRole: ({ roles }) => roles,
	building: ({ buildings }) => buildings,
	category: ({ categories }) => categories,
	computer: ({ computers }) => computers,
	department: ({ departments }) => departments,
	icon: ({ icons }) => icons,
	script: ({ scripts }) => scripts,
};

/** The objects of a resource with hand-written routes. */
export function ownObjects(resource: string, state: ServerState): Kept | undefined {
	return OWN[resource]?.(state);
}

/** @throws Failure when the object with the first ID of the path does not exist (jamf-behavior 1.5) */
export function checkParent(subject: Subject, request: ApiRequest): void {
	const { row, state, store } = subject;
	const [id] = idsOf(subject, request);
	const of = row.path?.[0]?.of;
	if (id === undefined || of === undefined) return;
	const own = ownObjects(of, state);
	if (own === undefined) {
		const parent = findResource(pro, of);
		if (parent !== undefined) store.numberOf(parent, id, request.node);
		return;
	}
	if (!/^\d{1,15}$/.test(id)) throw malformedId(id);
	if (own.read(Number(id), request.node) === undefined) throw unknownId(id);
}
