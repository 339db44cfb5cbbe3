import { json, noContent } from '../reply';
import type { ApiRequest } from '../request';
import type { Route } from '../route';
import type { ServerState } from '../state';

export const serverInfoRoutes = ({ settings }: ServerState): Route[] => [
	{ method: 'GET', path: '/api/v1/auth', privileges: [], handle: whoAmI },
	{
		method: 'GET',
		path: '/api/v1/jamf-pro-version',
		privileges: [],
		// jamf-behavior 1.6: with a build suffix to strip.
		handle: () => json({ version: `${settings.serverVersion}-t1783000000000` }),
	},
	{
		method: 'GET',
		path: '/api/v2/jamf-pro-information',
		privileges: [],
		handle: () => json({ depAccountEnabled: true, patchEnabled: true, ssoSamlEnabled: false, vppTokenEnabled: true }),
	},
	{
		method: 'GET',
		path: '/api/v1/cloud-information',
		privileges: [],
		handle: () =>
			json({
				cloudInstance: false,
				rampInstance: false,
				fedRampInstance: false,
				govCloudInstance: false,
				managedServiceProviderInstance: false,
				highComplianceInstance: false,
				fipsEnabled: false,
			}),
	},
	{
		method: 'GET',
		path: '/api/v2/environment-type',
		privileges: [],
		handle: () => json({ environment: 'production' }),
	},
	{ method: 'GET', path: '/api/v1/health-check', privileges: [], open: true, handle: noContent },
];

const whoAmI = ({ caller }: ApiRequest) =>
	json({
		account: {
			id: '-1',
			username: caller.clientId,
			realName: caller.displayName,
			email: '',
			preferences: {
				language: 'en',
				dateFormat: 'MM/dd/yyyy',
				region: '',
				timezone: 'Etc/GMT',
				disableRelativeDates: false,
			},
			multiSiteAdmin: false,
			accessLevel: 'FullAccess',
			privilegeSet: 'CUSTOM',
			privilegesBySite: { '-1': [...caller.privileges].sort() },
			groupIds: [],
			currentSiteId: '-1',
		},
		accountGroups: [],
		sites: [],
		authenticationType: 'CLIENT_CREDENTIALS',
	});
