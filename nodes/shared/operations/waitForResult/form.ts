import type { INodeProperties } from 'n8n-workflow';
import type { Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readStored } from '../../parameters/storedParameters';
import { InputError } from '../../transport/errors/errors';

const MAX_SECONDS = 3600;

const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait for Result',
		name: 'waitForResult',
		type: 'boolean',
		default: false,
		description: 'Whether to wait for the devices to respond, and output the result',
	},
	{
		displayName: 'Maximum Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_SECONDS },
		displayOptions: { show: { waitForResult: [true] } },
		default: 60,
		description: 'After this time, the output says that the result is pending. That is not an error.',
	},
];

/** Adds Wait for Result to a form, before its options. */
export function withWaitFields(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => (property.name === 'options' ? [...waitFields, property] : [property]));
}

/**
 * The time to wait in milliseconds, or `undefined` if the result is not wanted. Read it before the request is sent, so that an invalid
 * value cannot hide what was sent.
 */
export function readMaxWait(item: ItemParameters): number | undefined {
	if (!item.boolean('waitForResult')) return undefined;
	const seconds = item.count('maxWait');
	if (seconds <= MAX_SECONDS) return seconds * 1000;
	throw new InputError(
		`Maximum Wait is ${seconds} seconds, but at most ${MAX_SECONDS} are possible.`,
		'Nothing was sent. For longer waits, use a Wait node and read the status afterwards.',
	);
}

/** The requests of Wait for Result. */
export function listWaitRequirements(item: ItemParameters, request: Requirement): Requirement[] {
	const isOn = readStored(() => item.boolean('waitForResult'));
	if ('unknown' in request || (isOn.isKnown && !isOn.value)) return [];
	return [isOn.isKnown ? request : { ...request, isPossible: true }];
}
