import type { OperationRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import type { ItemParameters } from './itemParameters';

/** @throws InputError unless a destructive operation, or a destructive value in its path, was confirmed */
export function assertConfirmed({ destructive, name, path = [] }: OperationRow, item: ItemParameters): void {
	for (const { name: parameter, as = parameter, confirm } of path) {
		const value = confirm === undefined ? '' : item.locator(as).value;
		if (confirm?.includes(value) !== true || item.isConfirmed('options.confirm')) continue;
		throw new InputError(
			`"${value}" is destructive and was not confirmed.`,
			'Nothing was sent. Turn on the option Confirm if you are sure.',
		);
	}
	if (destructive !== true || item.isConfirmed('confirm')) return;
	throw new InputError(
		`"${name}" can destroy data and was not confirmed.`,
		'Nothing was sent. Turn on Confirm if you are sure.',
	);
}
