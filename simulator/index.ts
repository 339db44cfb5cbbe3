import { Devices } from './devices';
import { type FaultRule, Faults } from './faults';
import type { JsonObject } from './json';
import { settingsFrom, type SimulatorOptions } from './options';
import { Server } from './server';
import { Service } from './service';
import { type JournalEntry, Recorder, type Stats } from './stats';
import { CredentialSource, Tokens } from './tokens';
import { privilegesOf } from './versions';
import { type Delivery, type EmitOptions, Webhooks } from './webhooks';
import type { WebhookEvent } from './webhooks/events';
import { watch } from './webhooks/watch';
import { ServerState } from './state';

export type { Delivery, FaultRule, JournalEntry, SimulatorOptions, Stats };

/**
 * The database: `read`, `insert`, `write`, `remove`, `ids`, `values` of each collection; computers also `add`, `change`;
 * `classic.store('policies')` and similar stores have every object as the Classic API returns it.
 */
type State = Omit<ServerState, 'settings' | 'cluster'>;

interface ClientOptions {
	displayName?: string;
	/** Creates a role with these privileges; default none. */
	privileges?: string[];
	/** Display names of existing roles. */
	roles?: string[];
	/** Default true. */
	enabled?: boolean;
	/** Default: the simulator's. */
	accessTokenLifetimeSeconds?: number;
}

interface AddedClient {
	/** The ID of the API integration. */
	id: number;
	clientId: string;
	clientSecret: string;
	roleIds: string[];
}

export interface Simulator {
	/** With the context path, without a trailing slash. */
	url: string;
	/** An API client whose role has every privilege. */
	client: { clientId: string; clientSecret: string };
	addClient(options?: ClientOptions): AddedClient;
	setClientEnabled(clientId: string, enabled: boolean): void;
	state: State;
	/** What devices do by themselves: submit inventory, check in, enroll. */
	devices: Devices;
	/** Returns a function that removes the rule. */
	fault(rule: FaultRule): () => void;
	clearFaults(): void;
	/** Notifies the receivers of all enabled webhooks of this event; resolves when they have responded or failed. */
	emit(event: WebhookEvent, payload: JsonObject, options?: EmitOptions): Promise<Delivery[]>;
	/** The webhook deliveries, from `emit` or from changes. */
	deliveries: readonly Delivery[];
	/** Resolves when no delivery is pending. */
	deliveriesSettled(): Promise<void>;
	/** Revokes every issued token. */
	revokeTokens(): void;
	/** Issued client secrets and tokens, which no output may contain. */
	secrets(): string[];
	stats: Readonly<Stats>;
	/** Also empties the journal. */
	resetStats(): void;
	journal: readonly JournalEntry[];
	/** The route table, for comparisons with the API document. */
	routes: readonly { method: string; path: string; privileges: readonly string[] }[];
	close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const settings = settingsFrom(options);
	const state = new ServerState(settings);
	const recorder = new Recorder();
	const tokens = new Tokens(settings.now, recorder);
	const credentials = new CredentialSource(settings.seed);
	const faults = new Faults(settings.seed);
	const webhooks = new Webhooks(state);
	watch(state, webhooks);
	const service = new Service(state, tokens, credentials, webhooks);
	const server = new Server(state, service, faults, recorder);

	const { clientId, clientSecret } = addClient(state, credentials, {
		displayName: 'Simulator Administrator',
		privileges: privilegesOf(settings.serverVersion),
	});
	return {
		url: await server.listen(),
		client: { clientId, clientSecret },
		addClient: (client = {}) => addClient(state, credentials, client),
		setClientEnabled: (id, enabled) => setClientEnabled(state, id, enabled),
		state,
		devices: new Devices(state),
		fault: (rule) => faults.add(rule),
		clearFaults: () => faults.clear(),
		emit: (event, payload, emitOptions) => webhooks.emit(event, payload, emitOptions),
		deliveries: webhooks.deliveries,
		deliveriesSettled: () => webhooks.settled(),
		revokeTokens: () => tokens.revokeAll(),
		secrets: () => [...state.integrations.values().flatMap(({ clientSecret = [] }) => clientSecret), ...tokens.all()],
		stats: recorder.stats,
		resetStats: () => recorder.reset(),
		journal: recorder.journal,
		routes: service.routes,
		close: async () => {
			await webhooks.close();
			await server.close();
		},
	};
}

function addClient(state: ServerState, credentials: CredentialSource, options: ClientOptions): AddedClient {
	const { privileges, roles = [], enabled = true, accessTokenLifetimeSeconds } = options;
	const displayName = options.displayName ?? `Client ${state.integrations.ids().length + 1}`;
	const roleIds = roles.map((name) => roleNamed(state, name));
	if (privileges) roleIds.push(state.roles.insert((id) => ({ id, displayName, privileges })).id);
	const clientId = credentials.clientId();
	const clientSecret = credentials.clientSecret();
	const { id } = state.integrations.insert((newId) => ({
		id: newId,
		displayName,
		roleIds,
		enabled,
		accessTokenLifetimeSeconds: accessTokenLifetimeSeconds ?? state.settings.tokenLifetimeSeconds,
		clientId,
		clientSecret,
	}));
	return { id, clientId, clientSecret, roleIds: roleIds.map(String) };
}

function roleNamed({ roles }: ServerState, name: string): number {
	const role = roles.values().find(({ displayName }) => displayName === name);
	if (!role) throw new Error(`no role named ${name}`);
	return role.id;
}

function setClientEnabled({ integrations }: ServerState, clientId: string, enabled: boolean): void {
	const integration = integrations.values().find((candidate) => candidate.clientId === clientId);
	if (!integration) throw new Error(`no client ${clientId}`);
	integrations.write(integration.id, { ...integration, enabled });
}
