/** Expands the overlay entry of a Classic resource to its rows. */

import type { BodyRow } from '../../nodes/shared/catalogue/bodyRow';
import type { ListRow, OperationRow, ResourceRow, RowMethod } from '../../nodes/shared/catalogue/types';
import { buildAction, buildLabel, type Subject } from '../names';
import { readSimplify } from '../simplify';
import { pluralize, sentenceCase } from '../titleCase';
import { omitEmpty } from '../traits';
import type { ClassicOperationOverlay, ClassicOverlay, ClassicResourceOverlay } from './overlay';
import { buildPathParameters } from './pathParameters';
import { buildRetiredRows, isRetired } from './retired';
import { covers } from './coverage';
import type { ClassicOperation } from './swagger';
import { describeObjects, type StandardOperation, standardOperations } from './standardOperations';

const VERBS: Record<RowMethod, string> = {
	DELETE: 'Delete',
	GET: 'Read',
	PATCH: 'Update',
	POST: 'Create',
	PUT: 'Update',
};

export function buildResource(
	value: string,
	resource: ClassicResourceOverlay,
	overlay: ClassicOverlay,
	documented: readonly ClassicOperation[],
): ResourceRow {
	const { name, article, does, operations: curated = {}, root } = resource;
	const noun = resource.noun ?? sentenceCase(overlay.words, name);
	const single = does === 'settings';
	const subject: Subject = {
		name,
		noun,
		plural: resource.plural ?? (single ? noun : pluralize(noun)),
		single,
		bare: article === false,
	};
	const usual = standardOperations(resource);
	const operations = [...new Set([...Object.keys(usual), ...Object.keys(curated)])]
		.sort()
		.map((each) =>
			buildOperationRow(each, usual[each], curated[each] ?? {}, { value, resource, overlay, subject, documented }),
		);
	const retired = buildRetiredRows(value, resource, overlay);
	return omitEmpty<ResourceRow>({
		value,
		name,
		noun: subject.noun,
		plural: subject.plural,
		objects: describeObjects(resource),
		root,
		operations: [...operations, ...retired].sort((a, b) => (a.value < b.value ? -1 : 1)),
	});
}

interface Context {
	value: string;
	resource: ClassicResourceOverlay;
	overlay: ClassicOverlay;
	subject: Subject;
	documented: readonly ClassicOperation[];
}

function buildOperationRow(
	value: string,
	usual: StandardOperation | undefined,
	curated: ClassicOperationOverlay,
	{ value: owner, resource, overlay, subject, documented }: Context,
): OperationRow {
	const { words } = overlay;
	const [method, path] = (curated.route?.split(' ') ?? [usual?.method, usual?.path]) as [RowMethod, string];
	const texts = { label: curated.label, action: curated.action };
	const name = buildLabel(words, value, texts);
	const ofObject = curated.ofObject ?? path.includes('{id}');
	const parameters = buildPathParameters(path, owner, resource, overlay, curated);
	const privileges = curated.privileges ?? privilegeNouns(resource)?.map((noun) => `${VERBS[method]} ${noun}`);
	const decided = curated.deprecated ?? resource.deprecated;
	const deprecated =
		decided ?? documented.find((each) => each.method === method && covers(each.path, path))?.deprecated;
	return omitEmpty<OperationRow>({
		value,
		name,
		action: buildAction(words, value, name, subject, ofObject, texts),
		description: curated.description,
		routes: [omitEmpty({ method, path, privileges, deprecated })],
		path: parameters.length > 0 ? parameters : undefined,
		query: curated.query,
		list: describeList(value, curated, resource),
		body: curated.body ?? (usual && describeBody(value, overlay.elements[owner])),
		root: curated.root,
		xml: resource.xml?.split(' ').includes(value) ? true : undefined,
		subsets: curated.subsets ?? (value === 'get' ? resource.subsets : undefined),
		responseType: curated.responseType ?? (value === 'delete' ? 'nothing' : undefined),
		...readSimplify(curated.simplify),
		deprecated,
		replacedBy: curated.replacedBy,
		hidden: curated.hidden ?? (isRetired(decided, curated.replacedBy) || undefined),
		destructive: curated.destructive,
	});
}

/** A PUT keeps omitted elements, except inside a scope (jamf-behavior 5.2). */
function describeBody(value: string, elements: ClassicOverlay['elements'][string] | undefined): BodyRow | undefined {
	if (value !== 'update') return value === 'create' ? {} : undefined;
	const keeps = typeof elements === 'object' && 'scope' in elements ? 'scope' : undefined;
	return omitEmpty<BodyRow>({ partial: true, keeps });
}

function describeList(
	value: string,
	{ list }: ClassicOperationOverlay,
	resource: ClassicResourceOverlay,
): ListRow | undefined {
	const field = list ?? (value === 'getAll' ? (resource.list ?? `${resource.root}s`) : undefined);
	return field === undefined ? undefined : { kind: 'field', field };
}

function privilegeNouns({ privileges }: ClassicResourceOverlay): string[] | undefined {
	return typeof privileges === 'string' ? [privileges] : privileges;
}
