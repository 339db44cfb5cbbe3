import { type Danger, findDanger, isWriteRequest } from '../../catalogue/effects';
import { findRoute } from '../../catalogue/find';
import type { Catalogue } from '../../catalogue/types';
import type { Operation } from '../../description/operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import { hasExpression } from '../../parameters/runMode';
import type { JamfClient } from '../../transport/client';
import { InputError } from '../../transport/errors/errors';
import { guardClient } from '../../transport/guardClient';

const REASONS: Record<Danger, string> = {
	destroys: 'can destroy data',
	grants: 'can give privileges or logins, or run code on devices',
};

/**
 * Limits a run as a tool to what a person allowed in the form. What the operation is, and whether it may be dangerous, must be set by hand:
 * every expression can contain arguments of the model.
 *
 * @returns a client that refuses dangerous writes, whatever the operation sends
 * @throws InputError when the operation itself is not allowed
 */
export function guardTool(
	jamf: JamfClient,
	catalogue: Catalogue,
	{ name, danger, reads, secrets }: Operation,
	item: ItemParameters,
): JamfClient {
	for (const parameter of ['resource', 'operation']) {
		if (hasExpression(item.context, parameter))
			throw refuseInTool(`the ${parameter} of the tool is set by an expression`);
	}
	if (danger !== undefined && danger !== 'depends' && danger !== 'any') assertConfirmed(`"${name}"`, danger, item);
	if (secrets === 'asked' && reads !== true) assertRevealed(name, item);
	return guardClient(jamf, (request) => {
		if (danger === 'depends' || !isWriteRequest(catalogue, request)) return;
		const { method, path } = request;
		const found = findRoute(catalogue, method, path);
		const known = found === undefined ? 'destroys' : findDanger(found.operation);
		if (known !== undefined) assertConfirmed(`${method} ${path}`, known, item);
	});
}

/**
 * Asserts that a generic request of a tool has a method that a person selected.
 *
 * @throws InputError when an expression set a method other than GET, or the request disguises its method
 */
export function assertToolMethod(item: ItemParameters, method: string, queryNames: readonly string[]): void {
	if (!item.mode.isTool) return;
	if (method !== 'GET' && hasExpression(item.context, 'method'))
		throw refuseInTool('it can only send GET requests, because a person must select any other method in the tool');
	if (queryNames.some((name) => name.trim().toLowerCase() === '_method'))
		throw refuseInTool('the query must not change the method');
}

function assertConfirmed(what: string, danger: Danger, item: ItemParameters): void {
	if (item.isConfirmed('confirm')) return;
	throw refuseInTool(`${what} ${REASONS[danger]}, and no person turned on Confirm in the tool`);
}

/** Jamf returns a new secret once, so a masked one would be lost, and the old one may have stopped working. */
function assertRevealed(name: string, item: ItemParameters): void {
	if (item.mode.isPreview || item.isAllowed('reveal')) return;
	throw refuseInTool(`the result of "${name}" is a secret, and no person turned on Reveal Secrets in the tool`);
}

/** A refusal that a model can act on. */
export function refuseInTool(reason: string): InputError {
	return new InputError(
		`This tool refused the call: ${reason}. Nothing was changed. Do not repeat the call. Tell the user what you wanted to do.`,
		'To allow it, open the tool and set the parameter by hand. An expression or a value from the model does not count.',
	);
}
