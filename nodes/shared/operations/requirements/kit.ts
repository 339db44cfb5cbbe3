/** What hand-written operations use to declare the requests that they send. */
export type { Requirement } from '../../errors/requiredPrivileges';
export { readStored } from '../../parameters/storedParameters';
export { listCommandRequirements } from './commands';
export { listLookups } from './lookups';
export { rowRequest, sends } from './rowRequest';
