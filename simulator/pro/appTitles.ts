import type { Cluster } from '../cluster';
import { Collection } from '../collection';
import { unknownId } from '../failure';
import type { Fields } from '../predicate';
import { page } from '../query';
import { json } from '../reply';
import { type ApiRequest, param } from '../request';
import type { Route } from '../route';
import { appInstallerRoute } from './appInstallerRoute';

/** A title of the Jamf App Catalog with its versions, newest first. */
export interface AppTitle {
	id: string;
	bundleId: string;
	titleName: string;
	publisher: string;
	versions: [string, ...string[]];
	sizeInBytes: number;
}

const TITLES: Array<Omit<AppTitle, 'id'>> = [
	{
		bundleId: 'org.example.browser',
		titleName: 'Example Browser',
		publisher: 'Example',
		versions: ['128.0.2', '128.0', '127.0.1'],
		sizeInBytes: 98_000_000,
	},
	{
		bundleId: 'org.example.chat',
		titleName: 'Example Chat',
		publisher: 'Example',
		versions: ['5.4', '5.3.1', '5.3'],
		sizeInBytes: 120_000_000,
	},
	{
		bundleId: 'com.example.editor',
		titleName: 'Editor',
		publisher: 'Example Software',
		versions: ['1.92.1', '1.92.0'],
		sizeInBytes: 210_000_000,
	},
	{
		bundleId: 'com.example.meetings',
		titleName: 'Meetings',
		publisher: 'Example Software',
		versions: ['6.1.1'],
		sizeInBytes: 75_000_000,
	},
];

const text = (read: (title: AppTitle) => string) => ({ kind: 'text', read, filterable: true, sortable: true }) as const;

const FIELDS: Fields<AppTitle> = {
	id: text(({ id }) => id),
	titleName: text(({ titleName }) => titleName),
	publisher: text(({ publisher }) => publisher),
	version: text(({ versions }) => versions[0]),
};

/** The Jamf App Catalog. The IDs of titles are text. */
export class AppTitles {
	readonly #titles: Collection<AppTitle>;

	constructor(cluster: Cluster) {
		const titles = TITLES.map((title, index): AppTitle => ({ id: `A0${index + 1}`, ...title }));
		this.#titles = new Collection<AppTitle>(cluster, {
			count: titles.length,
			make: (number) => titles[number - 1] as AppTitle,
		});
	}

	find(id: unknown): AppTitle | undefined {
		return this.#titles.values().find((title) => title.id === id);
	}

	routes(): Route[] {
		return [
			appInstallerRoute('GET', '/titles', (request) => {
				const { totalCount, rows } = page(request, this.#titles, { fields: FIELDS, defaultSort: 'id:asc' });
				return json({ totalCount, results: rows.map(show) });
			}),
			appInstallerRoute('GET', '/titles/{id}', (request) =>
				json(showDetails(this.#read(request), request.query.get('version') ?? '')),
			),
			appInstallerRoute('GET', '/titles/{id}/versions', (request) => {
				const from = request.query.get('start-version') ?? '';
				const versions = this.#read(request).versions.filter((version) => isNewer(version, from));
				const results = versions.map((version) => ({ version, mediaSourceType: 'EXTERNAL_URL' }));
				return json({ totalCount: results.length, results });
			}),
		];
	}

	#read(request: ApiRequest): AppTitle {
		const title = this.find(param(request, 'id'));
		if (title === undefined) throw unknownId(param(request, 'id'));
		return title;
	}
}

/** Compares versions numerically. */
function isNewer(version: string, than: string): boolean {
	return than === '' || version.localeCompare(than, 'en', { numeric: true }) > 0;
}

function show({ id, bundleId, titleName, publisher, versions }: AppTitle) {
	return { id, bundleId, titleName, publisher, iconUrl: '', version: versions[0], installationPathShared: false };
}

/** @throws Failure 404 when the title does not have the version */
function showDetails(title: AppTitle, wanted: string) {
	const version = wanted === '' ? title.versions[0] : wanted;
	if (!title.versions.includes(version)) throw unknownId(`${title.id} ${version}`);
	return {
		...show(title),
		version,
		shortVersion: version,
		minimumOsVersion: '13.0',
		architecture: 'universal',
		language: 'en',
		sizeInBytes: title.sizeInBytes,
		availabilityDate: '2026-09-01T08:00:00Z',
		installerPackageHash: 'c0ffee',
		installerPackageHashType: 'MD5',
		packageSigningIdentity: `Developer ID Installer: ${title.publisher}`,
		launchDaemonIncluded: false,
		notificationAvailable: true,
		suppressAutoUpdate: true,
		mediaSourceType: 'EXTERNAL_URL',
		originalMediaSources: [],
		originalTermsAndConditions: [],
	};
}
