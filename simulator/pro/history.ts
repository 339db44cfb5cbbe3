import type { NodeNumber } from '../cluster';
import { Collection } from '../collection';
import { invalidField, unknownId } from '../failure';
import { dateText } from '../fleet/deviceProfiles';
import type { Fields } from '../predicate';
import { page } from '../query';
import { json } from '../reply';
import { type ApiRequest, idOf, jsonBody } from '../request';
import type { Route } from '../route';
import type { ServerState } from '../state';

/** The objects that a history belongs to. */
interface Owner {
	path: string;
	/** The noun in the names of the privileges. */
	noun: string;
	collection: { read: (id: number, node?: NodeNumber) => unknown };
	noteReturnsHref?: true;
}

interface Entry {
	id: number;
	objectId: number;
	username: string;
	date: string;
	note: string;
	details: string | null;
}

const FIELDS: Fields<Entry> = {
	id: { kind: 'number', read: ({ id }) => id, filterable: false, sortable: true },
	username: { kind: 'text', read: ({ username }) => username, filterable: true, sortable: true },
	date: { kind: 'date', read: ({ date }) => date, filterable: true, sortable: true },
	note: { kind: 'text', read: ({ note }) => note, filterable: true, sortable: true },
	details: { kind: 'text', read: ({ details }) => details, filterable: true, sortable: true },
};

/** The history of the records of one resource (jamf-behavior 3.6). */
export class History {
	readonly #entries: Collection<Entry>;

	constructor(
		private readonly state: ServerState,
		private readonly resource: Owner,
	) {
		this.#entries = new Collection(state.cluster);
	}

	add(objectId: number, { caller, node }: ApiRequest, note: string): Entry {
		const at = this.state.cluster.now();
		const date = dateText(at, 3);
		const entry = { objectId, username: caller.displayName, date, note, details: null };
		return this.#entries.insert((id) => ({ id, ...entry }), node);
	}

	routes(): Route[] {
		const { noun } = this.resource;
		const path = `${this.resource.path}/{id}/history`;
		return [
			{ method: 'GET', path, privileges: [`Read ${noun}`], handle: (request) => this.#list(request) },
			{ method: 'POST', path, privileges: [`Update ${noun}`], handle: (request) => this.#note(request) },
		];
	}

	#list(request: ApiRequest) {
		const objectId = this.#object(request);
		const listing = { fields: FIELDS, defaultSort: 'date:desc' };
		const { totalCount, rows } = page(request, this.#entries, listing, (entry) => entry.objectId === objectId);
		return json({ totalCount, results: rows.map(shown) });
	}

	#note(request: ApiRequest) {
		const objectId = this.#object(request);
		const { note } = jsonBody(request);
		if (typeof note !== 'string' || note === '') throw invalidField('note', 'a note is required');
		const entry = this.add(objectId, request, note);
		const href = `${request.origin}${this.resource.path}/${objectId}/history/${entry.id}`;
		return json(this.resource.noteReturnsHref ? { id: String(entry.id), href } : shown(entry), 201);
	}

	#object(request: ApiRequest): number {
		const id = idOf(request);
		if (!this.resource.collection.read(id, request.node)) throw unknownId(String(id));
		return id;
	}
}

const shown = (entry: Entry) => ({ ...entry, objectId: undefined });
