import { Collection } from '../collection';
import { duplicateField, Failure, unknownId } from '../failure';
import { isObject } from '../json';
import type { Fields } from '../predicate';
import { page } from '../query';
import { json, noContent, type Reply } from '../reply';
import { type ApiRequest, idOf, jsonBody, param } from '../request';
import type { Route } from '../route';
import { respondWithCsv } from '../rows/exports';
import type { ServerState } from '../state';
import {
	acceptDeployment,
	type Deployment,
	deploymentFields,
	retry,
	setVersion,
	showDeployment,
	type Status,
	statusOf,
	summarize,
} from './appDeploymentRecord';
import { APP_INSTALLERS, appInstallerRoute } from './appInstallerRoute';
import type { AppTitle, AppTitles } from './appTitles';
import { History } from './history';

interface ComputerRow {
	id: number;
	name: string;
	status: Status;
}

const COMPUTER_FIELDS: Fields<ComputerRow> = {
	id: { kind: 'number', read: ({ id }) => id, filterable: false, sortable: true },
	computerName: { kind: 'text', read: ({ name }) => name, filterable: true, sortable: true },
	status: { kind: 'text', read: ({ status }) => status, filterable: true, sortable: true },
};

const COLUMNS = ['id', 'name', 'enabled', 'deploymentType', 'updateBehavior'];
const UPDATE = ['Update Mac Applications'];
const SEEDS = [
	{ name: 'Browser for Everybody', deploymentType: 'INSTALL_AUTOMATICALLY', updateBehavior: 'AUTOMATIC' },
	{ name: 'Chat in Self Service', deploymentType: 'SELF_SERVICE', updateBehavior: 'MANUAL' },
];

/** Deployments of App Installers (jamf-behavior 4.7). */
export class AppDeployments {
	readonly #deployments: Collection<Deployment>;
	readonly #history: History;

	constructor(
		private readonly state: ServerState,
		private readonly titles: AppTitles,
	) {
		const make = (id: number): Deployment => {
			const seed = { ...SEEDS[id - 1], enabled: true, appTitleId: `A0${id}` };
			return { id, retried: [], ...acceptDeployment(seed, titles) };
		};
		this.#deployments = new Collection<Deployment>(state.cluster, { count: SEEDS.length, make });
		const path = `${APP_INSTALLERS}/deployments`;
		this.#history = new History(state, { path, noun: 'Mac Applications', collection: this.#deployments });
	}

	routes(): Route[] {
		const all = '/deployments';
		const one = `${all}/{id}`;
		const retryFailed = this.#change((each) => retry(each, this.state.computers.ids()));
		const retryOne = this.#change((each, request) => retry(each, [idOf(request, 'computerId')]));
		const version = this.#change((each, request) => setVersion(each, this.#titleOf(each), jsonBody(request)));
		const read = ['Read Mac Applications'];
		return [
			appInstallerRoute('GET', all, (request) => this.#list(request)),
			appInstallerRoute('POST', all, (request) => this.#create(request)),
			appInstallerRoute('POST', `${all}/export`, (request) => this.#export(request), read),
			appInstallerRoute('POST', `${all}/computers/installation-retry`, (request) => this.#retryAll(request), UPDATE),
			appInstallerRoute('GET', one, (request) => json(this.#show(this.#read(request)))),
			appInstallerRoute('PUT', one, (request) => this.#update(request)),
			appInstallerRoute('DELETE', one, (request) => {
				this.#deployments.remove(this.#read(request).id, request.node);
				return noContent();
			}),
			appInstallerRoute('GET', `${one}/computers`, (request) => this.#listComputers(request), [
				...read,
				'Read Computers',
			]),
			appInstallerRoute('GET', `${one}/installation-summary`, (request) => json(this.#count(this.#read(request)))),
			appInstallerRoute('POST', `${one}/computers/installation-retry`, retryFailed, UPDATE),
			appInstallerRoute('POST', `${one}/computers/{computerId}/installation-retry`, retryOne, UPDATE),
			appInstallerRoute('POST', `${one}/version-update`, version, UPDATE),
			...this.#history.routes(),
		];
	}

	#list(request: ApiRequest): Reply {
		const fields = deploymentFields((each) => this.#titleOf(each));
		const { totalCount, rows } = page(request, this.#deployments, { fields, defaultSort: 'id:asc' });
		return json({ totalCount, results: rows.map((each) => this.#summarize(each)) });
	}

	#export(request: ApiRequest): Reply {
		const rows = this.#deployments.values(request.node).map((each) => this.#summarize(each));
		return respondWithCsv(request, rows, COLUMNS);
	}

	#create(request: ApiRequest): Reply {
		const accepted = this.#accept(request);
		const { id } = this.#deployments.insert((number) => ({ id: number, retried: [], ...accepted }), request.node);
		return json({ id: String(id), href: `${request.origin}${APP_INSTALLERS}/deployments/${id}` }, 201);
	}

	#update(request: ApiRequest): Reply {
		const { id, retried, appTitleId, selectedVersion } = this.#read(request);
		const accepted = this.#accept(request, id);
		const kept = accepted.appTitleId === appTitleId ? { selectedVersion } : {};
		const changed = { id, retried, ...accepted, ...kept };
		this.#deployments.write(id, changed, request.node);
		return json(this.#show(changed));
	}

	#accept(request: ApiRequest, own?: number) {
		const accepted = acceptDeployment(jsonBody(request), this.titles);
		const taken = this.#deployments.values().some(({ id, name }) => id !== own && name === accepted.name);
		if (taken) throw duplicateField('name', 'the name must be unique');
		return accepted;
	}

	#listComputers(request: ApiRequest): Reply {
		const deployment = this.#read(request);
		const { computers, cluster } = this.state;
		const rows = new Collection<ComputerRow>(cluster);
		for (const id of computers.ids(request.node)) {
			const computer = computers.read(id, request.node);
			const general = computer && computers.section(computer, 'GENERAL');
			const name = isObject(general) ? String(general.name) : '';
			rows.write(id, { id, name, status: statusOf(deployment, id) });
		}
		const { totalCount, rows: shown } = page(request, rows, { fields: COMPUTER_FIELDS, defaultSort: 'id:asc' });
		const results = shown.map(({ id, name, status }) => ({
			id: String(id),
			computerName: name,
			status,
			retryable: status === 'FAILED',
			...(status === 'FAILED' && { error: 'The installer failed' }),
		}));
		return json({ totalCount, results });
	}

	#retryAll(request: ApiRequest): Reply {
		const failed = this.#deployments.values(request.node).filter((each) => this.#count(each).failed > 0);
		if (failed.length === 0) throw new Failure(404);
		for (const each of failed) this.#deployments.write(each.id, retry(each, this.state.computers.ids()), request.node);
		return noContent();
	}

	#change(change: (deployment: Deployment, request: ApiRequest) => Deployment) {
		return (request: ApiRequest): Reply => {
			const changed = change(this.#read(request), request);
			this.#deployments.write(changed.id, changed, request.node);
			return noContent();
		};
	}

	#count(deployment: Deployment) {
		const statuses = this.state.computers.ids().map((id) => statusOf(deployment, id));
		const count = (status: Status) => statuses.filter((each) => each === status).length;
		return {
			installed: count('INSTALLED'),
			available: count('AVAILABLE'),
			inProgress: count('IN_PROGRESS'),
			failed: count('FAILED'),
			unqualified: count('UNQUALIFIED'),
		};
	}

	#read(request: ApiRequest): Deployment {
		const found = this.#deployments.read(idOf(request), request.node);
		if (found === undefined) throw unknownId(param(request, 'id'));
		return found;
	}

	#titleOf({ appTitleId }: Deployment): AppTitle {
		const title = this.titles.find(appTitleId);
		if (title === undefined) throw new Failure(500);
		return title;
	}

	#show(deployment: Deployment) {
		return showDeployment(deployment, this.#titleOf(deployment));
	}

	#summarize(deployment: Deployment) {
		return summarize(deployment, this.#titleOf(deployment), this.#count(deployment));
	}
}
