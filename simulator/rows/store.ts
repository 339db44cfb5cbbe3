import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import type { NodeNumber } from '../cluster';
import { Collection } from '../collection';
import { malformedId, unknownId } from '../failure';
import { isObject, type JsonObject } from '../json';
import type { UploadedFile } from '../multipart';
import type { ServerState } from '../state';
import { objectShape, put, sample, uuid, valueAt } from './shape';
import type { Shape } from './wire';
import { withLocks } from './locks';
import { sharedObjects } from './sharedObjects';
import { mix } from '../random';

/** Initial objects of a resource, and initial rows of a list. */
const OBJECTS = 3;
const ROWS = 2;

/** The storage of the routes that are generated from rows. */
export class Store {
	readonly #collections = new Map<string, Collection<JsonObject>>();
	readonly #files = new Map<string, Collection<UploadedFile>>();
	readonly #shapes = new Map<string, Shape>();

	constructor(private readonly state: ServerState) {}

	shapeOf(resource: ResourceRow): Shape {
		const shape = this.#shapes.get(resource.value) ?? objectShape(resource);
		this.#shapes.set(resource.value, shape);
		return shape;
	}

	objects(resource: ResourceRow): Collection<JsonObject> {
		const key = `objects ${resource.value}`;
		const make = (id: number) => {
			const record = sample(this.shapeOf(resource), resource.name, id, this.state.settings.seed);
			return withLocks(resource, this.withId(resource, record, id));
		};
		const known = this.#collections.get(key) ?? sharedObjects(this.state, resource.value, make);
		if (known) this.#collections.set(key, known);
		return known ?? this.#collection(key, OBJECTS, make);
	}

	/** Rows of a nested list, such as the history of one object. */
	rows(key: string, name: string, shape: Shape): Collection<JsonObject> {
		return this.#collection(`rows ${key}`, ROWS, (id) => ({
			id: String(id),
			...sample(shape, name, id, this.state.settings.seed),
		}));
	}

	/** A single object, such as settings or a scope. Its numeric ID is 1. */
	document(key: string, make: () => JsonObject): Collection<JsonObject> {
		return this.#collection(`document ${key}`, 1, make);
	}

	files(key: string): Collection<UploadedFile> {
		const files = this.#files.get(key) ?? new Collection<UploadedFile>(this.state.cluster);
		this.#files.set(key, files);
		return files;
	}

	withId({ value, objects }: ResourceRow, record: JsonObject, id: number): JsonObject {
		const field = objects?.idField ?? 'id';
		const text = objects?.idIsText === true ? uuid(mix(this.state.settings.seed, id, value.length), id) : String(id);
		const whole: JsonObject = { [field]: text, ...record };
		put(whole, field, text);
		// The details and the list of mobile devices use different names for the ID.
		if ('id' in whole) whole.id = text;
		// Configurations of cloud identity providers contain their ID in nested objects.
		for (const part of whole.cloudIdPCommon === undefined ? [] : ['cloudIdPCommon', 'server']) {
			if (isObject(whole[part])) whole[part] = { id: text, ...whole[part] };
		}
		return whole;
	}

	/** Converts the ID in a path to the number of an object (jamf-behavior 1.5: 404 if unknown, 400 if invalid). */
	numberOf(resource: ResourceRow, id: string, node: NodeNumber): number {
		const objects = this.objects(resource);
		if (resource.objects?.idIsText === true) {
			const field = resource.objects.idField ?? 'id';
			const found = objects.ids(node).find((each) => valueAt(objects.read(each, node) ?? {}, field) === id);
			if (found === undefined) throw unknownId(id);
			return found;
		}
		if (!/^-?\d{1,15}$/.test(id)) throw malformedId(id);
		if (objects.read(Number(id), node) === undefined) throw unknownId(id);
		return Number(id);
	}

	#collection(key: string, count: number, make: (id: number) => JsonObject): Collection<JsonObject> {
		const collection = this.#collections.get(key) ?? new Collection(this.state.cluster, { count, make });
		this.#collections.set(key, collection);
		return collection;
	}
}
