import { Collection } from '../collection';
import { Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import { json } from '../reply';
import { type ApiRequest, jsonBody } from '../request';
import type { Route } from '../route';
import type { ServerState } from '../state';
import { AppDeployments } from './appDeployments';
import { appInstallerRoute } from './appInstallerRoute';
import { AppTitles } from './appTitles';

const CONTROLS = {
	commandsBatchSize: 500,
	batchFrequencyInMinutes: 60,
	daysOfWeek: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'],
	fromTimeOfDay: '00:00:00Z',
	toTimeOfDay: '23:59:59Z',
};

/** App Installers (jamf-behavior 4.7). The history of the settings is served from its row. */
export function appInstallerRoutes(state: ServerState): Route[] {
	const settings = new Collection<JsonObject>(state.cluster, { count: 1, make: () => accept({}) });
	const titles = new AppTitles(state.cluster);
	const path = '/global-settings';
	return [
		appInstallerRoute('GET', '', () => json({ cloudServicesEnabled: true, features: [] })),
		appInstallerRoute('GET', path, ({ node }) => json(settings.read(1, node))),
		appInstallerRoute('PUT', path, (request) => {
			const next = accept(jsonBody(request).endUserExperienceSettings, request);
			settings.write(1, next, request.node);
			return json(next);
		}),
		appInstallerRoute('GET', `${path}/defaults/deployment-controls`, () => json(CONTROLS)),
		...titles.routes(),
		...new AppDeployments(state, titles).routes(),
	];
}

/** jamf-behavior 4.7: PUT resets omitted fields. */
function accept(endUserExperienceSettings: unknown, request?: ApiRequest): JsonObject {
	if (!isObject(endUserExperienceSettings)) throw new Failure(400);
	const { deploymentProcessControls = null } = request === undefined ? {} : jsonBody(request);
	return { endUserExperienceSettings, deploymentProcessControls };
}
