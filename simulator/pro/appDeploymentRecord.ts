import { Failure, invalidField } from '../failure';
import { isObject, type JsonObject } from '../json';
import type { Fields } from '../predicate';
import type { AppTitle, AppTitles } from './appTitles';

/** An App Installer deployment and its state on computers. */
export interface Deployment {
	id: number;
	name: string;
	enabled: boolean;
	appTitleId: string;
	deploymentType: string;
	updateBehavior: string;
	/** Only for deployments with manual updates. */
	selectedVersion: string;
	/** Computers whose failed installation was retried. */
	retried: number[];
	/** All other fields, as they were written. */
	rest: JsonObject;
}

export type Status = 'AVAILABLE' | 'FAILED' | 'INSTALLED' | 'IN_PROGRESS' | 'UNQUALIFIED';

const STATUSES: Status[] = ['INSTALLED', 'AVAILABLE', 'FAILED', 'UNQUALIFIED'];

export function statusOf({ id, retried }: Deployment, computer: number): Status {
	const status = STATUSES[(id + computer) % STATUSES.length] ?? 'AVAILABLE';
	return status === 'FAILED' && retried.includes(computer) ? 'IN_PROGRESS' : status;
}

const text = (read: (deployment: Deployment) => string) =>
	({ kind: 'text', read, filterable: true, sortable: true }) as const;

export function deploymentFields(titleOf: (deployment: Deployment) => AppTitle): Fields<Deployment> {
	return {
		id: { kind: 'number', read: ({ id }) => id, filterable: true, sortable: true },
		name: text(({ name }) => name),
		'app.bundleId': text((each) => titleOf(each).bundleId),
		'app.deployedVersion': text((each) => versionOf(each, titleOf(each))),
		deploymentType: text(({ deploymentType }) => deploymentType),
		updateBehavior: text(({ updateBehavior }) => updateBehavior),
	};
}

function versionOf({ updateBehavior, selectedVersion }: Deployment, { versions }: AppTitle): string {
	return updateBehavior === 'MANUAL' ? selectedVersion : versions[0];
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
	deploymentType: ['INSTALL_AUTOMATICALLY', 'SELF_SERVICE'],
	updateBehavior: ['MANUAL', 'AUTOMATIC'],
};

/** Optional fields, with the value of each when it is omitted. */
const OPTIONAL: JsonObject = {
	categoryId: '-1',
	siteId: '-1',
	smartGroupId: '-1',
	installPredefinedConfigProfiles: false,
	triggerAdminNotifications: false,
	notificationSettings: null,
	selfServiceSettings: null,
};

/** The deployment that a POST or PUT describes, as a whole; unknown fields are dropped. */
export function acceptDeployment(
	body: JsonObject,
	titles: Pick<AppTitles, 'find'>,
): Omit<Deployment, 'id' | 'retried'> {
	const { name, enabled = false } = body;
	if (typeof name !== 'string' || name === '' || name.length > 255) throw invalidField('name', 'a name is required');
	if (typeof enabled !== 'boolean') throw invalidField('enabled', 'true or false is required');
	// jamf-behavior 4.7: a missing or wrong updateBehavior is 400 INVALID_FIELD.
	for (const [field, choices] of Object.entries(CHOICES))
		if (!choices.some((choice) => choice === body[field])) throw invalidField(field, `${field} has a wrong value`);
	const title = titles.find(body.appTitleId);
	if (title === undefined) throw invalidField('appTitleId', 'there is no such app title');
	for (const field of ['notificationSettings', 'selfServiceSettings'])
		if (!isObject(body[field] ?? {})) throw invalidField(field, 'an object is required');
	return {
		name,
		enabled,
		appTitleId: title.id,
		deploymentType: String(body.deploymentType),
		updateBehavior: String(body.updateBehavior),
		selectedVersion: title.versions[0],
		rest: Object.fromEntries(Object.entries(OPTIONAL).map(([field, without]) => [field, body[field] ?? without])),
	};
}

export function showDeployment(deployment: Deployment, title: AppTitle): JsonObject {
	const { id, name, enabled, appTitleId, deploymentType, updateBehavior, selectedVersion, rest } = deployment;
	return {
		id: String(id),
		name,
		enabled,
		appTitleId,
		deploymentType,
		updateBehavior,
		...rest,
		titleAvailableInAis: true,
		...(updateBehavior === 'MANUAL' && { selectedVersion }),
		latestAvailableVersion: title.versions[0],
		versionRemoved: false,
	};
}

/** The list view: other objects with their IDs instead of the settings. */
export function summarize(deployment: Deployment, title: AppTitle, counts: JsonObject): JsonObject {
	const { id, name, enabled, deploymentType, updateBehavior, rest } = deployment;
	const named = (field: string) => ({ id: String(rest[field]), name: rest[field] === '-1' ? null : field });
	return {
		id: String(id),
		name,
		enabled,
		deploymentType,
		updateBehavior,
		app: {
			id: title.id,
			bundleId: title.bundleId,
			iconUrl: null,
			latestVersion: title.versions[0],
			selectedVersion: deployment.selectedVersion,
			deployedVersion: versionOf(deployment, title),
			versionRemoved: false,
			titleAvailableInAis: true,
			mediaSourceType: 'EXTERNAL_URL',
		},
		site: named('siteId'),
		smartGroup: named('smartGroupId'),
		category: named('categoryId'),
		computerStatuses: counts,
	};
}

/** Sets the version of a deployment with manual updates. */
export function setVersion(deployment: Deployment, { versions }: AppTitle, { version }: JsonObject): Deployment {
	if (typeof version !== 'string' || !versions.includes(version))
		throw invalidField('version', 'the app title does not have this version');
	if (deployment.updateBehavior !== 'MANUAL') throw invalidField('updateBehavior', 'the deployment updates by itself');
	return { ...deployment, selectedVersion: version };
}

/** @throws Failure 404 without details when there is nothing to retry */
export function retry(deployment: Deployment, computers: readonly number[]): Deployment {
	const failed = computers.filter((computer) => statusOf(deployment, computer) === 'FAILED');
	if (failed.length === 0) throw new Failure(404);
	return { ...deployment, retried: [...deployment.retried, ...failed] };
}
