/** What surrounds a write: the requests that it requires, and what follows a rejected or a successful one. */
export { handleRejection } from './handleRejection';
export { listClassicRequirements } from './requirements';
export { verifyPayloads } from './verifyPayloads';
