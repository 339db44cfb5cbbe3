/** What follows a write: of one that was rejected, and of one that succeeded. */
export { handleRejection } from './handleRejection';
export { verifyPayloads } from './verifyPayloads';
