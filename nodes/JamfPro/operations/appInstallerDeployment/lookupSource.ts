import { findLookupSource } from '../../lookupSources';

export const objects = findLookupSource('appInstallerDeployment');
