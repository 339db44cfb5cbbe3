import { buildResources } from '../shared/operations/resources';
import { dialect } from './dialect';
import { handwritten } from './operations';

/** All resources of the node with their operations. */
export const resources = buildResources(dialect, handwritten);
