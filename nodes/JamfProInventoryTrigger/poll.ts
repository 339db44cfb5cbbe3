import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { connect } from '../shared/calls/connect';
import { explainUnknownFields } from '../shared/errors/unknownListFields';
import type { ItemParameters } from '../shared/parameters/itemParameters';
import { JamfInventory } from '../shared/operations/changes/inventoryReader';
import { type ChangeSettings, readChangeSettings } from '../shared/operations/changes/settings';
import type { Source } from '../shared/operations/changes/source';
import { createSecretHider } from '../shared/operations/secrets/hideSecrets';
import type { JamfClient } from '../shared/transport/client';
import { InputError } from '../shared/transport/errors/errors';
import { pollOneAtATime } from './oneAtATime';
import { toPollError } from './pollError';
import { createPollParameters, readSource } from './pollParameters';
import { readChanges } from './readChanges';

const MAX_SAMPLES = 3;

/** Returns what changed since the last poll, or `null`. A manual execution shows some devices and changes nothing. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (this.getMode() === 'manual') return await readItems(this, readSamples);
	return await pollOneAtATime(this, async () => await readItems(this, readChanges));
}

async function readItems(context: IPollFunctions, read: typeof readChanges): Promise<INodeExecutionData[][] | null> {
	let jamf: JamfClient | undefined;
	try {
		const item = createPollParameters(context);
		jamf = (await connect(context)).client(item.timeout());
		const source = readSource(item);
		const settings = readChangeSettings(source, item);
		const hide = createSecretHider(source.dialect, source.effect, item);
		const items = await read(context, jamf, item, source, settings).catch((error: unknown) => {
			throw explainUnknownFields(source.list, item, error);
		});
		return items.length === 0 ? null : [hide(items)];
	} catch (error) {
		throw await toPollError(context, jamf, error);
	}
}

async function readSamples(
	_context: IPollFunctions,
	jamf: JamfClient,
	_item: ItemParameters,
	source: Source,
	settings: ChangeSettings,
): Promise<INodeExecutionData[]> {
	const rows = await new JamfInventory(jamf, source, settings).readSome(MAX_SAMPLES);
	if (rows.length === 0) {
		throw new InputError(
			`There are no ${source.resource.plural}${settings.filter === '' ? '' : ' that match the filter'}.`,
			'A manual execution shows a few devices as samples. Change the filter, or publish the workflow (in n8n 1, activate it) to wait for changes.',
		);
	}
	return rows.map(({ device }) => ({ json: { change: 'changed', ...device } as INodeExecutionData['json'] }));
}
