import type { Resource } from '../../../shared/operations/kit';
import { updateVersion } from './updateVersion';

export const appInstallerDeployment: Resource = {
	value: 'appInstallerDeployment',
	name: 'App Installer Deployment',
	operations: [updateVersion],
};
