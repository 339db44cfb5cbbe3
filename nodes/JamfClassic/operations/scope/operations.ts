import {
	createLookupSource,
	type ElementRow,
	findListable,
	InputError,
	type ItemParameters,
	type JamfClient,
	JamfError,
	type Operation,
	resolveId,
	withObjectLock,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import { findUnknownLists, findUnreadableFields } from '../../xml/unreadableFields';
import { type Change, changeScope, verifyScope, mergeKeptParts } from './changeScope';
import { scopeForm } from './form';
import { readScope, type Scope, type ScopedResource, writeScope } from './scopedResources';
import { explainUnknownTargets, readTargets, targetRows } from './targets';

/** Changes of a scope that leave the rest of it, and of its object, alone. */
export function scopeOperations(scoped: ScopedResource): Operation[] {
	const exclusions = scoped.scope.find(({ name }) => name === 'exclusions')?.of ?? [];
	const parts = [
		{ part: 'targets', rows: scoped.scope },
		{ part: 'exclusions', rows: exclusions },
	] as const;
	return parts
		.filter(({ rows }) => targetRows(rows).length > 0)
		.flatMap(({ part, rows }) => [operation(scoped, rows, part, 'add'), operation(scoped, rows, part, 'remove')]);
}

function operation(
	scoped: ScopedResource,
	rows: readonly ElementRow[],
	part: Change['part'],
	action: Change['action'],
): Operation {
	const { noun } = scoped.resource;
	const what = part === 'targets' ? 'Targets' : 'Exclusions';
	const verb = action === 'add' ? 'Add' : 'Remove';
	const subject = `the scope of ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
	return {
		value: `${action}${what}`,
		name: `${verb} ${what}`,
		action: action === 'add' ? `Add ${part} to ${subject}` : `Remove ${part} from ${subject}`,
		description: 'Writes the scope only, and reads it again to prove it; needs Read and Update of the object',
		properties: scopeForm(scoped.resource, rows),
		run: async (jamf, item) => {
			const listable = findListable(dialect.catalogue, scoped.resource.value);
			const locator = item.locator('id');
			const id =
				listable === undefined ? locator.value : await resolveId(jamf, createLookupSource(dialect, listable), locator);
			const targets = await readTargets(jamf, rows, item);
			const outcome = await edit(jamf, scoped, id, { part, action, targets }, item);
			return [{ json: { id: Number(id), part, type: targets.row.name, ...outcome } }];
		},
	};
}

const NOT_VERIFIED = 'Jamf accepted the new scope; only reading it again failed.';

/** Read, change, write, read again. */
async function edit(jamf: JamfClient, scoped: ScopedResource, id: string, change: Change, item: ItemParameters) {
	const { action, targets } = change;
	return await withObjectLock(jamf, scoped.resource.value, [id], async () => {
		const before = completeScope(await readScope(jamf, scoped, id), scoped, item);
		const { scope, changed, unchanged } = changeScope(before, change);
		if (changed.length > 0) {
			await writeScope(jamf, scoped, id, scope).catch(async (error: unknown) => {
				throw await explainUnknownTargets(jamf, targets, error);
			});
			const after = await readScope(jamf, scoped, id).catch((error: unknown) => {
				throw error instanceof JamfError ? error.withOutcome(NOT_VERIFIED) : error;
			});
			verifyScope(before, mergeKeptParts(after, item.json('options.keep')), change);
		}
		return action === 'add' ? { added: changed, alreadyThere: unchanged } : { removed: changed, notThere: unchanged };
	});
}

/** The scope with what it holds untold. @throws InputError when that cannot be known */
function completeScope(told: Scope, { scope: rows, resource }: ScopedResource, item: ItemParameters): Scope {
	const scope = mergeKeptParts(told, item.json('options.keep'));
	const unknown = findUnknownLists(scope, rows);
	if (unknown.length > 0) {
		throw new InputError(
			`The scope of this ${resource.noun} has ${unknown.join(', ')}, which this node does not know: writing the scope would empty them.`,
			'Nothing was sent. Change it in Jamf Pro, or with XML of your own.',
		);
	}
	const missing = findUnreadableFields(scope, rows);
	if (missing.length === 0 || item.boolean('options.untoldIsEmpty')) return scope;
	throw new InputError(
		`The server does not tell ${missing.join(', ')} of this ${resource.noun}, and writing the scope would empty them.`,
		'Nothing was sent. If they are empty, turn on the option Untold Parts Are Empty; if not, give them under Keep.',
	);
}
