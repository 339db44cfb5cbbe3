import { randomUUID } from 'node:crypto';
import { authenticate, authorise } from './access';
import { classicRoutes } from './classic/routes';
import { Failure } from './failure';
import { oauthRoutes } from './oauth';
import { appInstallerRoutes } from './pro/appInstallers';
import { serverInfoRoutes } from './pro/serverInfo';
import { dashboardRoutes } from './pro/dashboards';
import { iconRoutes } from './pro/icons';
import { integrationRoutes } from './pro/integrations';
import { inventoryRoutes } from './pro/inventory';
import { localAdminPasswordRoutes } from './pro/localAdminPassword';
import { mdmCommandRoutes } from './pro/mdmCommands';
import { namedObjectRoutes } from './pro/namedObjects';
import { roleRoutes } from './pro/roles';
import { html, json, type Reply } from './reply';
import type { ApiRequest, Caller } from './request';
import { Router, type Route } from './route';
import { rowRoutes } from './rows/routes';
import type { CredentialSource, Tokens } from './tokens';
import { routesOf } from './versions';
import type { Webhooks } from './webhooks';
import { restOperation } from './webhooks/restOperation';
import type { ServerState } from './state';

type Call = Omit<ApiRequest, 'params' | 'caller'>;

interface Outcome {
	reply: Reply;
	caller: Caller | undefined;
	/** Privileges for lack of which the request was rejected. */
	lacked?: readonly string[];
}

const NOBODY: Caller = { clientId: '', displayName: '', privileges: new Set() };

/** Handles a request and returns a reply, independent of the transport. */
export class Service {
	readonly routes: readonly Route[];
	readonly #router: Router;

	constructor(
		private readonly state: ServerState,
		private readonly tokens: Tokens,
		credentials: CredentialSource,
		private readonly webhooks: Webhooks,
	) {
		const all = [
			...oauthRoutes(state, tokens),
			...serverInfoRoutes(state),
			...roleRoutes(state),
			...integrationRoutes(state, credentials),
			...inventoryRoutes(state),
			...namedObjectRoutes(state),
			...appInstallerRoutes(state),
			...dashboardRoutes(),
			...iconRoutes(state),
			...localAdminPasswordRoutes(state),
			...mdmCommandRoutes(state),
			...classicRoutes(state),
		];
		this.routes = routesOf(state.settings.serverVersion, [...all, ...rowRoutes(state, all)]);
		this.#router = new Router(this.routes);
	}

	/** The route's name in the statistics. */
	label(method: string, path: string): string {
		return `${method} ${this.#router.find(method, path)?.route.path ?? '*'}`;
	}

	handle(call: Call): Outcome {
		let caller: Caller | undefined;
		try {
			const found = this.#router.find(call.method, call.path);
			if (!found?.route.open) caller = authenticate(this.state, this.tokens, call.headers.authorization);
			if (!found) throw new Failure(404);
			const request = { ...call, params: found.params, caller: caller ?? NOBODY };
			if (caller) authorise(found.route, request, isClassic(call.path) ? 401 : 403);
			const reply = found.route.handle(request);
			const known = caller;
			if (known) this.webhooks.happened('RestAPIOperation', () => restOperation(call, found.params, known));
			return { reply: traced(withDeprecation(reply, found.route), randomUUID()), caller };
		} catch (error) {
			const failure = error instanceof Failure ? error : new Failure(500);
			if (failure !== error) process.emitWarning(`simulator: ${String(error)}`);
			return { reply: refusal(failure, isClassic(call.path)), caller, lacked: failure.lacked };
		}
	}
}

const isClassic = (path: string): boolean => /^\/JSSResource(\/|$)/.test(path);

function refusal(failure: Failure, classic: boolean): Reply {
	const traceId = randomUUID();
	const { status, causes } = failure;
	// jamf-behavior 4.4 for Pro, 5.6 for Classic.
	return traced(
		classic ? classicPage(failure) : json({ httpStatus: status, traceId, errors: causes }, status),
		traceId,
	);
}

const TITLES: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	404: 'Not Found',
	409: 'Conflict',
	415: 'Unsupported Media Type',
};

function classicPage({ status, causes, message }: Failure): Reply {
	// jamf-behavior 1.5: the same message for an invalid token and for a missing privilege.
	const detail = status === 401 ? 'The request requires user authentication' : message;
	return html(status, TITLES[status] ?? 'Error', causes.length > 0 && status === 409 ? `Error: ${detail}` : detail);
}

// jamf-behavior 2.5: deprecated routes have a header.
const withDeprecation = (reply: Reply, { deprecated }: Route): Reply =>
	deprecated === undefined
		? reply
		: { ...reply, headers: { ...reply.headers, Deprecation: new Date(deprecated).toUTCString() } };

const traced = (reply: Reply, traceId: string): Reply => ({
	...reply,
	headers: { ...reply.headers, 'X-Traceid': traceId },
});
