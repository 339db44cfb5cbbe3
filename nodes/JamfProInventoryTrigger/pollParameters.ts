import type { IExecuteFunctions, IGetNodeParameterOptions, IPollFunctions } from 'n8n-workflow';
import { ItemParameters } from '../shared/parameters/itemParameters';

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
