import type { BlockList } from 'node:net';
import type { Locator } from '../shared/parameters/itemParameters';
import { isObject } from '../shared/parameters/propertyPath';
import { InputError } from '../shared/transport/errors/errors';
import { parseAddresses } from './addresses';
import { EVENTS, findEvent, type GroupParameter } from './events';

/** The parameters of the node. */
export interface TriggerSettings {
	events: string[];
	/** Smart groups by event, for selected events that can be limited to one. */
	groups: Map<string, { parameter: GroupParameter; locator: Locator }>;
	asReceived: boolean;
	ignoreRepeated: boolean;
	addresses: BlockList | undefined;
	prefix: string;
	connectionTimeout: number;
	readTimeout: number;
	displayFields: boolean;
}

/** The part of n8n's trigger contexts that reads parameters. */
interface ParameterContext {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** The ID that means any group. */
export const ANY_GROUP = '-1';

/** Maximum that Jamf accepts, in seconds (jamf-behavior 6.1). */
export const MAX_TIMEOUT = 15;

/** n8n aborts an activation after 84 seconds. */
const DEFAULT_REQUEST_TIMEOUT_MS = 20_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Milliseconds for a request to Jamf Pro. Never throws, because webhooks must be deleted even if other parameters are not valid. */
export function readRequestTimeout(context: ParameterContext): number {
	const options = context.getNodeParameter('options', {});
	const timeout = Number(isObject(options) ? (options.timeout ?? NaN) : NaN);
	return timeout >= 1 ? Math.min(Math.floor(timeout), MAX_TIMER_MS) : DEFAULT_REQUEST_TIMEOUT_MS;
}

/** @throws InputError that names the parameter if one is not valid */
export function readSettings(context: ParameterContext): TriggerSettings {
	const events = readEvents(context.getNodeParameter('events', []));
	const given = context.getNodeParameter('options', {});
	const options = isObject(given) ? given : {};
	const limited = EVENTS.flatMap(({ value, group }) =>
		group !== undefined && events.includes(value)
			? [[value, { parameter: group, locator: readLocator(context.getNodeParameter(group, ANY_GROUP)) }] as const]
			: [],
	);
	return {
		events,
		groups: new Map(limited),
		asReceived: context.getNodeParameter('output', 'simplified') === 'asReceived',
		ignoreRepeated: options.ignoreRepeated !== false,
		addresses: parseAddresses(String(options.allowedAddresses ?? '')),
		prefix: String(options.namePrefix ?? 'n8n'),
		connectionTimeout: readTimeout('Connection Timeout', options.connectionTimeout ?? 5),
		readTimeout: readTimeout('Read Timeout', options.readTimeout ?? 2),
		displayFields: options.displayFields === true,
	};
}

function readEvents(value: unknown): string[] {
	const events = [value].flat().map(String);
	const unknown = events.find((event) => findEvent(event) === undefined);
	if (unknown !== undefined) {
		throw new InputError(`"${unknown.slice(0, 60)}" is not a Jamf Pro event.`, 'Select events from the list.');
	}
	if (events.length === 0) throw new InputError('No event is selected.', 'Select at least one event under Events.');
	return [...new Set(events)];
}

function readLocator(value: unknown): Locator {
	const { mode, value: inner } = isObject(value) ? value : { mode: 'id', value };
	const text = String(inner ?? '').trim();
	return { mode: String(mode ?? 'id'), value: text === '' ? ANY_GROUP : text };
}

function readTimeout(name: string, value: unknown): number {
	const seconds = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
	if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_TIMEOUT) return seconds;
	throw new InputError(
		`${name} must be a whole number of seconds from 1 to ${MAX_TIMEOUT}.`,
		'Correct it under Options of the trigger.',
	);
}
