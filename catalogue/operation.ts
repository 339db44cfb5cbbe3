/** Builds the row of an operation of the Jamf Pro API. */

import type { BodyRow } from '../nodes/shared/catalogue/bodyRow';
import type { FieldRow, ListRow, ObjectsRow, OperationRow } from '../nodes/shared/catalogue/types';
import { buildForm } from './fields';
import type { ApiDocument, ApiOperation } from './document';
import { findExpectedFields } from './expectations';
import { buildMergeTraits } from './mergeTraits';
import { findVersionLocks, findMergeReader } from './versionLocks';
import { buildAction, buildLabel, type Subject } from './names';
import type { OperationOverlay, Overlay } from './overlay';
import { checkNames, buildPathParameters, buildQueryParameters, type ParameterTexts } from './parameters';
import type { AssignedOperation } from './assignOperations';
import type { Diagnostics } from './diagnostics';
import { findReferences } from './references';
import { buildRoutes } from './routes';
import { findRepeatedNames, readSimplify } from './simplify';
import {
	describeResponse,
	describeBody,
	findCsvPages,
	hasField,
	isFreeForm,
	describeList,
	findResultSchema,
	omitEmpty,
} from './traits';

interface Context {
	api: ApiDocument;
	overlay: Overlay;
	assigned: AssignedOperation;
	/** All operations of the resource. */
	siblings: AssignedOperation[];
	subject: Subject;
	objects: Map<string, ObjectsRow>;
	diagnostics: Diagnostics;
}

export function buildOperationRow(context: Context): { row: OperationRow; form?: FieldRow[] } {
	const { api, overlay, assigned, subject, objects, diagnostics } = context;
	const [newest] = assigned.versions;
	const name = `${assigned.resource}.${assigned.operation}`;
	const curated = overlay.resources[assigned.resource]?.operations?.[assigned.operation] ?? {};
	const { words } = overlay;
	const label = buildLabel(words, assigned.operation, curated);

	const list = buildListRow(context, name, curated);
	const owner = overlay.resources[assigned.resource]?.of ?? assigned.resource;
	const references = findReferences(overlay, assigned, objects);
	const object =
		assigned.ofObject && objects.has(owner)
			? { value: owner, name: overlay.resources[owner]?.name ?? subject.name }
			: undefined;
	const texts: ParameterTexts = {
		words,
		references,
		overlay: curated.parameters ?? {},
		common: overlay.parameters,
		object,
	};
	const path = buildPathParameters(api, newest, texts);
	const query = buildQueryParameters(api, newest, texts, list !== undefined, Object.keys(list?.always ?? {}));
	checkNames(name, [...path, ...query], texts.overlay, diagnostics);

	const { body, form } = buildBodyRow(context, name, curated, references);
	const result = findResultSchema(api, newest);
	const simplified = readSimplify(curated.simplify);
	for (const field of findRepeatedNames(simplified))
		diagnostics.add(`${name}: \`simplify\` has two fields named ${field}. Give one of them another name.`);
	for (const field of simplified.simplify ?? []) {
		if (!isFreeForm(result) && !hasField(api, result, field))
			diagnostics.add(`${name}: \`simplify\` lists ${field}, which is not in the result.`);
	}
	const { hidden, replacedBy } = curated;
	const { deprecated } = newest;
	const row = omitEmpty<OperationRow>({
		value: assigned.operation,
		name: label,
		action: buildAction(words, assigned.operation, label, subject, assigned.ofObject, curated),
		description: curated.description,
		routes: buildRoutes(api, assigned, curated, list, name, diagnostics),
		path: path.length > 0 ? path : undefined,
		query: query.length > 0 ? query : undefined,
		list,
		body,
		...describeResponse(newest),
		...(curated.responseType && { responseType: curated.responseType }),
		...(curated.accept && { accept: curated.accept }),
		csvPages: findCsvPages(api, newest),
		...simplified,
		...findExpectedFields(api, assigned.operation, assigned.versions),
		deprecated,
		replacedBy,
		hidden: hidden ?? (deprecated !== undefined && replacedBy !== undefined ? true : undefined),
		destructive: curated.destructive,
	});
	return { row, form };
}

function buildListRow(
	{ api, assigned, diagnostics }: Context,
	name: string,
	{ list: curated }: OperationOverlay,
): ListRow | undefined {
	const [newest] = assigned.versions;
	const found = describeList(api, newest);
	if (found === undefined) {
		if (curated !== undefined)
			diagnostics.add(`${name}: the overlay describes a \`list\`, but the response is not a list.`);
		return undefined;
	}
	// `null` states that no unique field is known.
	const unique = curated?.unique === undefined ? findUniqueField(api, newest, found) : curated.unique;
	if (found.sort !== undefined && unique === undefined) {
		diagnostics.add(
			`${name} can be sorted, but its unique field is not known. Set \`list: { unique: ... }\` in the overlay.`,
		);
	}
	for (const each of assigned.versions.slice(1)) {
		const older = describeList(api, each)?.kind;
		if (older !== found.kind)
			diagnostics.add(
				`${name}: ${each.path} returns another kind of list (${older ?? 'none'} instead of ${found.kind}).`,
			);
	}
	const sort = curated?.sort === null ? undefined : (curated?.sort ?? found.sort);
	return omitEmpty<ListRow>({ ...found, ...curated, sort, unique: sort && (unique ?? undefined) });
}

function findUniqueField(api: ApiDocument, operation: ApiOperation, { sort = [] }: ListRow): string | undefined {
	const has = 'id' in (findResultSchema(api, operation).properties ?? {});
	return has && (sort.length === 0 || sort.includes('id')) ? 'id' : undefined;
}

function buildBodyRow(
	{ api, overlay, assigned, siblings, diagnostics }: Context,
	name: string,
	{ body: curated = {}, required = [] }: OperationOverlay,
	references: Record<string, string>,
): { body?: BodyRow; form?: FieldRow[] } {
	const [newest] = assigned.versions;
	const found = describeBody(api, newest);
	for (const each of assigned.versions.slice(1)) {
		if (describeBody(api, each)?.row.kind !== found?.row.kind)
			diagnostics.add(`${name}: ${each.path} has another kind of body.`);
	}
	if (found === undefined) {
		if (Object.keys(curated).length > 0)
			diagnostics.add(`${name}: the overlay describes a \`body\`, but the operation has none.`);
		return {};
	}
	const locks = findVersionLocks(api, found.schema);
	const creates = newest.method === 'POST' && assigned.operation === 'create';
	const merge = findMergeReader(api, assigned, siblings, found.schema);
	const defaults = { ...(creates && locks.defaults), ...curated.defaults };
	const body = omitEmpty<BodyRow>({
		...found.row,
		merge,
		versionLock: locks.has && !creates ? true : undefined,
		lockFrom: locks.has && !creates && merge === undefined ? findLockReader(newest, siblings) : undefined,
		...curated,
		...buildMergeTraits(api, merge, siblings, found.schema, curated, name, diagnostics),
		...(required.length > 0 && { optional: undefined }),
		defaults: Object.keys(defaults).length > 0 ? defaults : undefined,
	});
	if (body.kind !== undefined || body.free) return { body };
	for (const field of required)
		if (!(field in (found.schema.properties ?? {})))
			diagnostics.add(`${name}: \`required\` lists ${field}, but the body does not have this field.`);
	const partial = newest.method === 'PATCH';
	const order = overlay.resources[assigned.resource]?.fields ?? [];
	const inPath = newest.path.includes('{id}') || creates ? new Set(['id']) : new Set<string>();
	const left = (field: string) => locks.names.has(field) || inPath.has(field);
	return {
		body,
		form: buildForm(api, found.schema, left, {
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

/** The operation that reads the object whose version locks this one sends. */
function findLockReader({ path }: ApiOperation, siblings: AssignedOperation[]): string | undefined {
	const place = path.replace(/\/delete-multiple$/, '');
	return siblings.find(({ versions }) => versions.some((each) => each.method === 'GET' && each.path === place))
		?.operation;
}
