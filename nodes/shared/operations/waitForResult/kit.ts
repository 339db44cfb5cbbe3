/** What hand-written operations use to wait for results. */
export { COMMANDS, readCommands, toCommandStatus } from './commandStatus';
export { listWaitRequirements, readMaxWait, withWaitFields } from './form';
export { commandStatusRequirement, type SentCommand, waitForCommands } from './waitForCommands';
export { withWait } from './withWait';
