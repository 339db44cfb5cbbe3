import { Collection } from '../collection';
import { uuid } from '../fleet/deviceProfiles';
import type { NodeNumber } from '../cluster';
import { mix } from '../random';
import type { Records } from '../records';
import { type Step, stepAt } from './steps';

type CommandState = 'ACKNOWLEDGED' | 'COMMAND_FORMAT_ERROR' | 'ERROR' | 'NOT_NOW' | 'PENDING';

interface CommandError {
	errorCode: number;
	errorDomain: string;
	errorLocalizedDescription: string | null;
	errorEnglishDescription: string | null;
}

/** How a device responds to a command. REMOVED: the server no longer has a record of the command. */
export interface CommandResponse {
	state: CommandState | 'REMOVED';
	error?: CommandError;
}

export interface QueuedCommand {
	uuid: string;
	managementId: string;
	clientType: 'COMPUTER' | 'MOBILE_DEVICE';
	commandType: string;
	sentAt: number;
}

interface CommandStatus extends CommandResponse {
	/** When the response arrived, in milliseconds; `undefined` before. */
	respondedAt: number | undefined;
}

/** A device that is online acknowledges every command within two seconds. */
const ONLINE: ReadonlyArray<Step<CommandResponse>> = [{ afterMs: 2000, state: 'ACKNOWLEDGED' }];

/** The MDM commands of all devices. Their states follow from the time since they were sent (jamf-behavior 7.6). */
export class CommandQueue {
	readonly commands: Collection<QueuedCommand>;
	readonly #responses = new Map<string, ReadonlyArray<Step<CommandResponse>>>();

	constructor(private readonly records: Records) {
		this.commands = new Collection<QueuedCommand>(records.cluster);
	}

	/** How a device responds, by its management ID; without steps never. Also applies to the commands in its queue. */
	respond(managementId: string, steps: ReadonlyArray<Step<CommandResponse>>): void {
		this.#responses.set(managementId, steps);
	}

	/** Queues a command and returns its UUID. */
	send(managementId: string, commandType: string, node?: NodeNumber): string {
		const { settings, computers, cluster } = this.records;
		const isComputer = computers.ids().some((id) => computers.profile(id).managementId === managementId);
		const clientType = isComputer ? 'COMPUTER' : 'MOBILE_DEVICE';
		const sentAt = cluster.now();
		return this.commands.insert((id) => {
			const own = uuid(mix(settings.seed, sentAt % 2 ** 31, 40), id, 40);
			return { uuid: own, managementId, clientType, commandType, sentAt };
		}, node).uuid;
	}

	statusOf({ managementId, sentAt }: QueuedCommand): CommandStatus {
		const steps = this.#responses.get(managementId) ?? ONLINE;
		const step = stepAt(steps, this.records.cluster.now() - sentAt);
		if (step === undefined) return { state: 'PENDING', respondedAt: undefined };
		return { state: step.state, ...(step.error && { error: step.error }), respondedAt: sentAt + step.afterMs };
	}
}
