import {
	createLookupSource,
	describeEffect,
	type ElementRow,
	findListable,
	InputError,
	type ItemParameters,
	type JamfClient,
	JamfError,
	listLookups,
	type Operation,
	resolveId,
	rowRequest,
	settle,
	withObjectLock,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import { findUnreadableFields } from '../../xml/unreadableFields';
import { type Change, changeScope, verifyScope, mergeUnreadableParts } from './changeScope';
import { scopeForm } from './form';
import { readScope, type Scope, type ScopedResource, writeScope } from './scopedResources';
import { explainUnknownTargets, listTargetLookups, readTargets, TARGETS, targetRows } from './targets';

/** Add and remove targets and exclusions of a scope, without changing anything else. */
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
	const { danger } = describeEffect(scoped.update);
	const what = part === 'targets' ? 'Targets' : 'Exclusions';
	const verb = action === 'add' ? 'Add' : 'Remove';
	const subject = `the scope of ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
	return {
		value: `${action}${what}`,
		name: `${verb} ${what}`,
		action: action === 'add' ? `Add ${part} to ${subject}` : `Remove ${part} from ${subject}`,
		description: 'Writes only the scope and reads it again to verify the change',
		...(danger !== undefined && { danger }),
		properties: scopeForm(scoped.resource, rows),
		output: {
			...{ id: 'number', part: 'string', type: 'string' },
			...(action === 'add'
				? { added: ['string'], alreadyThere: ['string'] }
				: { removed: ['string'], notThere: ['string'] }),
		},
		requires: (item) => {
			const { resource, get, update } = scoped;
			const listable = findListable(dialect.catalogue, resource.value);
			const reads = `reads the scope, and reads it again to verify the change`;
			return [
				...(listable === undefined ? [] : listLookups('classic', listable, item, 'id')),
				...listTargetLookups(item),
				{ request: rowRequest('classic', get), why: reads },
				{ request: rowRequest('classic', update), why: 'writes the scope' },
			];
		},
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

/** Codes of errors that say what the new scope lacks. */
const VERDICTS = ['NOT_APPLIED', 'SCOPE_CHANGED'];
const NOT_VERIFIED = 'Jamf accepted the new scope, but reading it back failed.';

/** Read, change, write, read again. */
async function edit(jamf: JamfClient, scoped: ScopedResource, id: string, change: Change, item: ItemParameters) {
	const { action, targets } = change;
	return await withObjectLock(jamf, scoped.resource.value, [id], async () => {
		const before = completeScope(await readScope(jamf, scoped, id), scoped, item);
		rejectCoveredTargets(before, change, scoped.resource.noun);
		const { scope, changed, unchanged } = changeScope(before, change);
		if (changed.length > 0) {
			const verify = async () => {
				const after = await readScope(jamf, scoped, id);
				const merged = mergeUnreadableParts(after, item.json('options.unreadableParts'));
				return { isVerified: verifyScope(before, merged, change, scoped.scope, after) };
			};
			const send = async () => {
				await writeScope(jamf, scoped, id, scope, item);
				return { isVerified: false };
			};
			const settled = async () => ((await verify()).isVerified ? { isVerified: true } : undefined);
			const sent = await settle(item, send, settled).catch(async (error: unknown) => {
				throw await explainUnknownTargets(jamf, targets, error);
			});
			if (!sent.isVerified) {
				const { isVerified } = await verify().catch((error: unknown) => {
					throw error instanceof JamfError && !VERDICTS.includes(error.code) ? error.withOutcome(NOT_VERIFIED) : error;
				});
				const { noun } = scoped.resource;
				const { name } = targets.row;
				if (!isVerified)
					item.hint(`Jamf does not return ${name} of this ${noun}, so the change could not be verified.`);
			}
		}
		return action === 'add' ? { added: changed, alreadyThere: unchanged } : { removed: changed, notThere: unchanged };
	});
}

/**
 * The server drops individual targets of a scope that includes everything (jamf-behavior 11.7). @throws InputError when they would be
 * dropped
 */
function rejectCoveredTargets(scope: Scope, { action, part, targets }: Change, noun: string): void {
	const flag = TARGETS[targets.row.name]?.coveredBy?.find((each) => scope[each] === true);
	if (action !== 'add' || part !== 'targets' || flag === undefined) return;
	throw new InputError(
		`The scope of this ${noun} includes ${flag.replaceAll('_', ' ')}, so Jamf would drop individual targets.`,
		`Nothing was sent. Set scope.${flag} to false with Update first.`,
	);
}

/** The scope with its unreadable parts. @throws InputError when they are unknown */
function completeScope(readable: Scope, { scope: rows, resource }: ScopedResource, item: ItemParameters): Scope {
	const scope = mergeUnreadableParts(readable, item.json('options.unreadableParts'));
	const missing = findUnreadableFields(scope, rows);
	if (missing.length === 0 || item.isAllowed('options.unreadableIsEmpty')) return scope;
	throw new InputError(
		`Jamf does not return ${missing.join(', ')} for this ${resource.noun}, so writing the scope would clear ${missing.length > 1 ? 'them' : 'it'}.`,
		'Nothing was sent. If it is empty, turn on the option Treat Unreadable Parts as Empty. Otherwise set the option Unreadable Parts.',
	);
}
