import type { IDataObject } from 'n8n-workflow';
import type { Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { type CommandSearch, COMMANDS, type CommandStatus, findCommand, readCommands } from './commandStatus';
import { describeWait } from './describeWait';
import { pollUntilFinal } from './pollUntilFinal';

/** An MDM command that was sent. */
export interface SentCommand {
	/** As the server returned it. */
	uuid: string;
	/** How to find the command if that is not its UUID. */
	search?: CommandSearch | undefined;
}

/** The request that reads the status of commands. */
export const commandStatusRequirement: Requirement = {
	request: { api: 'pro', method: 'GET', path: COMMANDS },
	why: 'waits for the result',
};

/** How often a record must be missing after it was seen before it counts as deleted. */
const MAX_MISSES = 2;

const GONE =
	'Jamf Pro no longer has a record of this command. That can happen when the device was erased or the command was flushed.';

/**
 * Waits until the devices have responded, and returns what to add to the output for each command. The wait itself never fails: `note` says
 * what is not known.
 *
 * @throws CancelledError when the user stops the execution
 */
export async function waitForCommands(
	jamf: JamfClient,
	commands: readonly SentCommand[],
	item: ItemParameters,
	maxMs: number,
): Promise<IDataObject[]> {
	const tracked = new Map(commands.map((command) => [command.uuid, new TrackedCommand(command)]));
	const read = async (client: JamfClient, keys: readonly string[]) => {
		const asked = keys.flatMap((key) => tracked.get(key) ?? []);
		const found = await readCommands(
			client,
			asked.map(({ uuid }) => uuid),
		);
		const statuses = await Promise.all(asked.map(async (each) => await each.update(client, found.get(each.uuid))));
		return new Map(keys.flatMap((key, index) => (statuses[index] === undefined ? [] : [[key, statuses[index]]])));
	};
	const polled = await pollUntilFinal(jamf, [...tracked.keys()], read, maxMs);
	const keys = commands.map(({ uuid }) => uuid);
	return describeWait(polled, keys, item, { maxMs, what: 'command', later: 'MDM Command: Get Status' });
}

class TrackedCommand {
	uuid: string;

	private last: CommandStatus | undefined;

	private misses = 0;

	constructor(private readonly command: SentCommand) {
		this.uuid = command.uuid;
	}

	/** The status after one more request, or `undefined` if there is still no record. */
	async update(jamf: JamfClient, found: CommandStatus | undefined): Promise<CommandStatus | undefined> {
		const { search } = this.command;
		const isNew = this.last === undefined && search !== undefined;
		const status = found ?? (isNew ? await findCommand(jamf, search) : undefined);
		if (status !== undefined) {
			this.uuid = status.uuid;
			this.misses = 0;
			this.last = status;
		} else if (this.last !== undefined && ++this.misses >= MAX_MISSES) {
			return { ...this.last, result: 'unknown', note: GONE };
		}
		return this.last;
	}
}
