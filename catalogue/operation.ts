/** One row. */

import type { BodyRow, FieldRow, ListRow, ObjectsRow, OperationRow } from '../nodes/shared/catalogue/types';
import { fieldsOf } from './fields';
import type { ApiDocument, ApiOperation } from './document';
import { locksIn, mergeOf } from './locks';
import { actionOf, labelOf, type Subject } from './names';
import type { OperationOverlay, Overlay } from './overlay';
import { checkNames, pathParameters, queryParameters, type ParameterTexts } from './parameters';
import type { Placed } from './place';
import type { Problems } from './problems';
import { routesOf } from './routes';
import { answerOf, bodyOf, has, isFree, listOf, resultOf, withoutGaps } from './traits';

interface Context {
	api: ApiDocument;
	overlay: Overlay;
	placed: Placed;
	/** All operations of the resource. */
	siblings: Placed[];
	subject: Subject;
	objects: Map<string, ObjectsRow>;
	problems: Problems;
}

export function operationRow(context: Context): { row: OperationRow; form?: FieldRow[] } {
	const { api, overlay, placed, subject, objects, problems } = context;
	const [newest] = placed.versions;
	const name = `${placed.resource}.${placed.operation}`;
	const curated = overlay.resources[placed.resource]?.operations?.[placed.operation] ?? {};
	const { words } = overlay;
	const label = labelOf(words, placed.operation, curated);

	const list = listRow(context, name, curated);
	const references = Object.fromEntries(Object.entries(overlay.references).filter(([, value]) => objects.has(value)));
	const owner = overlay.resources[placed.resource]?.of ?? placed.resource;
	const object =
		placed.ofObject && objects.has(owner)
			? { value: owner, name: overlay.resources[owner]?.name ?? subject.name }
			: undefined;
	const texts: ParameterTexts = {
		words,
		references,
		overlay: curated.parameters ?? {},
		common: overlay.parameters,
		object,
	};
	const path = pathParameters(api, newest, texts);
	const query = queryParameters(api, newest, texts, list !== undefined, Object.keys(list?.always ?? {}));
	checkNames(name, [...path, ...query], texts.overlay, problems);

	const { body, form } = bodyRow(context, name, curated, references);
	const result = resultOf(api, newest);
	for (const field of curated.simplify ?? []) {
		if (!isFree(result) && !has(api, result, field))
			problems.add(`${name}: no result has the field ${field} to simplify to.`);
	}
	const { hidden, replacedBy } = curated;
	const { deprecated } = newest;
	const row = withoutGaps<OperationRow>({
		value: placed.operation,
		name: label,
		action: actionOf(words, placed.operation, label, subject, placed.ofObject, curated),
		description: curated.description,
		routes: routesOf(api, placed, curated, list, name, problems),
		path: path.length > 0 ? path : undefined,
		query: query.length > 0 ? query : undefined,
		list,
		body,
		...answerOf(newest),
		...(curated.answer && { answer: curated.answer }),
		...(curated.accept && { accept: curated.accept }),
		simplify: curated.simplify,
		deprecated,
		replacedBy,
		hidden: hidden ?? (deprecated !== undefined && replacedBy !== undefined ? true : undefined),
		destructive: curated.destructive,
	});
	return { row, form };
}

function listRow(
	{ api, placed, problems }: Context,
	name: string,
	{ list: curated }: OperationOverlay,
): ListRow | undefined {
	const [newest] = placed.versions;
	const found = listOf(api, newest);
	if (found === undefined) {
		if (curated !== undefined) problems.add(`${name} is no list, but the overlay describes one.`);
		return undefined;
	}
	// `null` says that no such field is known.
	const unique = curated?.unique === undefined ? uniqueOf(api, newest, found) : curated.unique;
	if (found.sort !== undefined && unique === undefined) {
		problems.add(
			`${name} is sorted, but which field never repeats is not known: give it \`list: { unique: ... }\` in the overlay.`,
		);
	}
	for (const each of placed.versions.slice(1)) {
		const older = listOf(api, each)?.kind;
		if (older !== found.kind)
			problems.add(`${name}: ${each.path} is a list of another kind (${older ?? 'none'}, not ${found.kind}).`);
	}
	return withoutGaps<ListRow>({ ...found, ...curated, unique: found.sort && (unique ?? undefined) });
}

function uniqueOf(api: ApiDocument, operation: ApiOperation, { sort = [] }: ListRow): string | undefined {
	const has = 'id' in (resultOf(api, operation).properties ?? {});
	return has && (sort.length === 0 || sort.includes('id')) ? 'id' : undefined;
}

function bodyRow(
	{ api, overlay, placed, siblings, problems }: Context,
	name: string,
	{ body: curated = {}, required = [] }: OperationOverlay,
	references: Record<string, string>,
): { body?: BodyRow; form?: FieldRow[] } {
	const [newest] = placed.versions;
	const found = bodyOf(api, newest);
	for (const each of placed.versions.slice(1)) {
		if (bodyOf(api, each)?.row.kind !== found?.row.kind)
			problems.add(`${name}: ${each.path} takes a body of another kind.`);
	}
	if (found === undefined) {
		if (Object.keys(curated).length > 0) problems.add(`${name} takes no body, but the overlay describes one.`);
		return {};
	}
	const locks = locksIn(api, found.schema);
	const creates = newest.method === 'POST' && placed.operation === 'create';
	const merge = mergeOf(api, placed, siblings, found.schema);
	const defaults = { ...(creates && locks.defaults), ...curated.defaults };
	const body = withoutGaps<BodyRow>({
		...found.row,
		merge,
		versionLock: locks.has && !creates ? true : undefined,
		lockFrom: locks.has && !creates && merge === undefined ? lockFrom(newest, siblings) : undefined,
		...curated,
		...(required.length > 0 && { optional: undefined }),
		defaults: Object.keys(defaults).length > 0 ? defaults : undefined,
	});
	if (body.kind !== undefined || body.free) return { body };
	for (const field of required)
		if (!(field in (found.schema.properties ?? {})))
			problems.add(`${name} has no field ${field} that could be required.`);
	const partial = newest.method === 'PATCH';
	const order = overlay.resources[placed.resource]?.fields ?? [];
	const inPath = newest.path.includes('{id}') || creates ? new Set(['id']) : new Set<string>();
	const left = (field: string) => locks.names.has(field) || inPath.has(field);
	return {
		body,
		form: fieldsOf(api, found.schema, left, {
			words: overlay.words,
			labels: overlay.labels,
			references,
			order,
			required,
			defaults,
			partial,
		}),
	};
}

/** The operation that reads what the locks of this one are about. */
function lockFrom({ path }: ApiOperation, siblings: Placed[]): string | undefined {
	const place = path.replace(/\/delete-multiple$/, '');
	return siblings.find(({ versions }) => versions.some((each) => each.method === 'GET' && each.path === place))
		?.operation;
}
