import type { ElementRow } from '../../../shared/catalogue/elements';
import type { Operation } from '../../../shared/description/operation';
import { alone } from '../../../shared/calls/withObjectLock';
import { locateId, objectsIn } from '../../../shared/calls/resolveId';
import { findListable } from '../../../shared/catalogue/find';
import type { Item } from '../../../shared/parameters/itemParameters';
import type { JamfClient } from '../../../shared/transport/client';
import { InputError, JamfError } from '../../../shared/transport/errors/errors';
import { dialect } from '../../api';
import { unknownLists, untold } from '../../xml/untold';
import { type Change, changeScope, prove, withKept } from './edit';
import { scopeForm } from './form';
import { readScope, type Scope, type Scoped, writeScope } from './scoped';
import { nameUnknown, readTargets, targetRows } from './targets';

/** Changes of a scope that leave the rest of it, and of its object, alone. */
export function scopeOperations(scoped: Scoped): Operation[] {
	const exclusions = scoped.scope.find(({ name }) => name === 'exclusions')?.of ?? [];
	const parts = [
		{ part: 'targets', rows: scoped.scope },
		{ part: 'exclusions', rows: exclusions },
	] as const;
	return parts
		.filter(({ rows }) => targetRows(rows).length > 0)
		.flatMap(({ part, rows }) => [operation(scoped, rows, part, 'add'), operation(scoped, rows, part, 'remove')]);
}

function operation(scoped: Scoped, rows: readonly ElementRow[], part: Change['part'], does: Change['does']): Operation {
	const { noun } = scoped.resource;
	const what = part === 'targets' ? 'Targets' : 'Exclusions';
	const verb = does === 'add' ? 'Add' : 'Remove';
	const subject = `the scope of ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
	return {
		value: `${does}${what}`,
		name: `${verb} ${what}`,
		action: does === 'add' ? `Add ${part} to ${subject}` : `Remove ${part} from ${subject}`,
		description: 'Writes the scope only, and reads it again to prove it; needs Read and Update of the object',
		properties: scopeForm(scoped.resource, rows),
		run: async (jamf, item) => {
			const listable = findListable(dialect.catalogue, scoped.resource.value);
			const locator = item.locator('id');
			const id = listable === undefined ? locator.value : await locateId(jamf, objectsIn(dialect, listable), locator);
			const targets = await readTargets(jamf, rows, item);
			const outcome = await edit(jamf, scoped, id, { part, does, targets }, item);
			return [{ json: { id: Number(id), part, type: targets.row.name, ...outcome } }];
		},
	};
}

const UNPROVED = 'Jamf accepted the new scope; only reading it again failed.';

/** Read, change, write, read again. */
async function edit(jamf: JamfClient, scoped: Scoped, id: string, change: Change, item: Item) {
	const { does, targets } = change;
	return await alone(jamf, scoped.resource.value, [id], async () => {
		const before = whole(await readScope(jamf, scoped, id), scoped, item);
		const { scope, changed, unchanged } = changeScope(before, change);
		if (changed.length > 0) {
			await writeScope(jamf, scoped, id, scope).catch(async (error: unknown) => {
				throw await nameUnknown(jamf, targets, error);
			});
			const after = await readScope(jamf, scoped, id).catch((error: unknown) => {
				throw error instanceof JamfError ? error.telling(UNPROVED) : error;
			});
			prove(before, withKept(after, item.json('options.keep')), change);
		}
		return does === 'add' ? { added: changed, alreadyThere: unchanged } : { removed: changed, notThere: unchanged };
	});
}

/** The scope with what it holds untold. @throws InputError when that cannot be known */
function whole(told: Scope, { scope: rows, resource }: Scoped, item: Item): Scope {
	const scope = withKept(told, item.json('options.keep'));
	const unknown = unknownLists(scope, rows);
	if (unknown.length > 0) {
		throw new InputError(
			`The scope of this ${resource.noun} has ${unknown.join(', ')}, which this node does not know: writing the scope would empty them.`,
			'Nothing was sent. Change it in Jamf Pro, or with XML of your own.',
		);
	}
	const missing = untold(scope, rows);
	if (missing.length === 0 || item.boolean('options.untoldIsEmpty')) return scope;
	throw new InputError(
		`The server does not tell ${missing.join(', ')} of this ${resource.noun}, and writing the scope would empty them.`,
		'Nothing was sent. If they are empty, turn on the option Untold Parts Are Empty; if not, give them under Keep.',
	);
}
