import { Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import { mix } from '../random';
import { json } from '../reply';
import { type ApiRequest, jsonBody } from '../request';
import type { Route } from '../route';
import { uuid } from '../fleet/deviceProfiles';
import type { ServerState } from '../state';

interface Account {
	clientManagementId: string;
	guid: string;
	username: string;
	userSource: 'MDM' | 'JMF';
	passwords: Password[];
	/** When the pending rotation started. */
	rotatesSince: string | undefined;
}

interface Password {
	password: string;
	createdDate: string;
	views: Array<{ viewedBy: string; dateSeen: string }>;
}

const BASE = '/api/v2/local-admin-password';
const VIEW = ['View Local Admin Password'];
const AUDIT = ['View Local Admin Password Audit History'];

/** jamf-behavior 7.3: by management ID; reading a password triggers a rotation. Each computer has one account. */
export function localAdminPasswordRoutes({ computers, settings, cluster }: ServerState): Route[] {
	const known = new Map<string, Account>();
	const now = () => new Date(cluster.now()).toISOString();

	/** Devices other than computers accept any account. */
	const account = ({ params, node }: ApiRequest): Account => {
		const { clientManagementId: id = '', username = 'admin', guid } = params;
		const computer = computers.ids(node).find((each) => computers.profile(each).managementId === id);
		const name = computer === undefined ? username : 'admin';
		const found = known.get(`${id} ${name}`) ?? {
			clientManagementId: id,
			guid: uuid(settings.seed, computer ?? 0, 30).toUpperCase(),
			username: name,
			userSource: 'MDM',
			passwords: [fresh(`made-${mix(settings.seed, computer ?? 0, 31)}`, now())],
			rotatesSince: undefined,
		};
		known.set(`${id} ${name}`, found);
		const isOther = username !== name || (guid !== undefined && guid !== found.guid);
		if (computer !== undefined && isOther) throw new Failure(404);
		return found;
	};
	const current = ({ passwords }: Account) => passwords.at(-1) as Password;

	const view = (request: ApiRequest) => {
		const viewed = account(request);
		const { password, views } = current(viewed);
		views.push({ viewedBy: request.caller.displayName, dateSeen: now() });
		viewed.rotatesSince ??= now();
		return json({ password });
	};
	const audits = (request: ApiRequest) => list(account(request).passwords.map(audit));
	const accountHistory = (request: ApiRequest) => list(account(request).passwords.map(lifeOf));
	const get = (path: string, privileges: string[], handle: Route['handle']): Route => ({
		method: 'GET',
		path: `${BASE}${path}`,
		privileges,
		handle,
	});
	return [
		get('/pending-rotations', VIEW, () =>
			list(
				[...known.values()]
					.filter(({ rotatesSince }) => rotatesSince !== undefined)
					.map((each) => ({ lapsUser: user(each), createdDate: each.rotatesSince ?? '' })),
			),
		),
		get('/{clientManagementId}/accounts', VIEW, (request) => list([user(account(request))])),
		get('/{clientManagementId}/history', AUDIT, (request) => list(events(account(request)))),
		...['/{clientManagementId}/account/{username}', '/{clientManagementId}/account/{username}/{guid}'].flatMap(
			(own) => [
				get(`${own}/password`, VIEW, view),
				get(`${own}/audit`, AUDIT, audits),
				get(`${own}/history`, AUDIT, accountHistory),
			],
		),
		{
			method: 'PUT',
			path: `${BASE}/{clientManagementId}/set-password`,
			privileges: ['Send Local Admin Password Command'],
			handle: (request) => {
				const { passwords, username } = account(request);
				const { lapsUserPasswordList: wanted } = jsonBody(request);
				const all = Array.isArray(wanted) ? wanted.filter(isObject) : [];
				for (const each of all) if (each.username === username) passwords.push(fresh(String(each.password), now()));
				return json({ lapsUserPasswordList: all });
			},
		},
	];
}

const fresh = (password: string, createdDate: string): Password => ({ password, createdDate, views: [] });

const user = ({ clientManagementId, guid, username, userSource }: Account): JsonObject => ({
	clientManagementId,
	guid,
	username,
	userSource,
});

const audit = ({ password, createdDate, views }: Password): JsonObject => ({
	password,
	dateLastSeen: views.at(-1)?.dateSeen ?? null,
	expirationTime: createdDate,
	audits: views.map((each) => ({ ...each })),
});

const lifeOf = ({ createdDate, views }: Password): JsonObject => ({
	createdDate,
	dateLastSeen: views.at(-1)?.dateSeen ?? null,
	expirationTime: createdDate,
	rotationStatus: views.length > 0 ? 'VIEWED' : 'COMPLETED',
});

const events = ({ username, userSource, passwords }: Account): JsonObject[] =>
	passwords.flatMap(({ views }) =>
		views.map(({ viewedBy, dateSeen }) => ({
			username,
			eventType: 'VIEWED',
			eventTime: dateSeen,
			viewedBy,
			userSource,
		})),
	);

const list = (results: JsonObject[]) => json({ totalCount: results.length, results });
