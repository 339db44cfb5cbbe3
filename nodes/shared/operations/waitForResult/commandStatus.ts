import type { IDataObject } from 'n8n-workflow';
import { valueAt } from '../../calls/responseItems';
import { quoteRsql } from '../../parameters/rsql';
import type { JamfClient } from '../../transport/client';
import { path } from '../../transport/path';
import { readByUuid, readRows } from './readByUuid';

export const COMMANDS = path`/v2/mdm/commands`;

/** What became of an MDM command, for an output item. */
export interface CommandStatus extends IDataObject {
	uuid: string;
	/** `pending` while the device has not responded, or has put the command off. `unknown` if Jamf Pro has no record of the command. */
	result: 'acknowledged' | 'failed' | 'pending' | 'unknown';
	/** As in Jamf Pro. */
	commandState: string;
	commandType: string;
	managementId: string;
	clientType: string;
	dateSent: string | null;
	dateCompleted: string | null;
	errorText: string | null;
	errorCode: number | null;
	errorDomain: string | null;
}

/** The command in a row of the server. */
export function toCommandStatus(row: unknown): CommandStatus {
	const text = (field: string) => valueAt(row, field);
	const textOrNull = (field: string) => text(field) || null;
	const commandState = text('commandState');
	const code = textOrNull('commandError.errorCode');
	return {
		uuid: text('uuid'),
		result: toResult(commandState),
		commandState,
		commandType: text('commandType'),
		managementId: text('client.managementId'),
		clientType: text('client.clientType'),
		dateSent: textOrNull('dateSent'),
		dateCompleted: textOrNull('dateCompleted'),
		errorText:
			textOrNull('commandError.errorLocalizedDescription') ?? textOrNull('commandError.errorEnglishDescription'),
		errorCode: code === null ? null : Number(code),
		errorDomain: textOrNull('commandError.errorDomain'),
	};
}

/** Some servers may use the spelling of the filter, such as `NotNow` (jamf-behavior 7.6). */
function toResult(state: string): CommandStatus['result'] {
	switch (state.replace(/[^a-z]/gi, '').toUpperCase()) {
		case 'ACKNOWLEDGED':
			return 'acknowledged';
		case 'COMMANDFORMATERROR':
		case 'ERROR':
			return 'failed';
		default:
			return 'pending';
	}
}

/** The statuses of commands by UUID. Those that Jamf Pro has no record of are missing. */
export async function readCommands(jamf: JamfClient, uuids: readonly string[]): Promise<Map<string, CommandStatus>> {
	const rows = await readByUuid(jamf, { path: COMMANDS, field: 'uuid' }, uuids);
	return new Map([...rows].map(([uuid, row]) => [uuid, toCommandStatus(row)]));
}

/** A command without a known UUID. */
export interface CommandSearch {
	managementId: string;
	commandType: string;
	/** In milliseconds, by the clock of the server. */
	sentAfter: number;
}

/** The first command of this type that was sent to the device since then. */
export async function findCommand(
	jamf: JamfClient,
	{ managementId, commandType, sentAfter }: CommandSearch,
): Promise<CommandStatus | undefined> {
	const rows = await readRows(jamf, COMMANDS, [
		['filter', `clientManagementId==${quoteRsql(managementId)};command==${quoteRsql(commandType)}`],
		['sort', 'dateSent:desc'],
	]);
	return rows.map(toCommandStatus).findLast(({ dateSent }) => Date.parse(dateSent ?? '') >= sentAfter);
}
