/** What follows a rejected or a successful write. */
export { handleRejection } from './handleRejection';
export { verifyPayloads } from './verifyPayloads';
