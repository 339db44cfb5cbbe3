import type { IExecuteFunctions, IGetNodeParameterOptions, IPollFunctions } from 'n8n-workflow';
import { dialect } from '../JamfPro/dialect';
import { findSource, INVENTORIES, type Source } from '../shared/operations/changes/source';
import { ItemParameters } from '../shared/parameters/itemParameters';
import { InputError } from '../shared/transport/errors/errors';

/** The parameters of a polling trigger, which has no input items. */
export function createPollParameters(context: IPollFunctions): ItemParameters {
	const adapted = {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		getNodeParameter: (name: string, _index: number, fallback?: unknown, options?: IGetNodeParameterOptions) =>
			context.getNodeParameter(name, fallback, options),
		addExecutionHints: () => undefined,
	};
	return new ItemParameters(adapted as unknown as IExecuteFunctions, 0);
}

/** @throws InputError when an expression chooses another resource */
export function readSource(item: ItemParameters): Source {
	const found = INVENTORIES.find((value) => value === item.string('resource'));
	if (found === undefined)
		throw new InputError('The value of Watch is not valid.', 'Select Computer or Mobile Device.');
	return findSource(dialect, found);
}
