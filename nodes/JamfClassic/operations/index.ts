import type { Resource } from '../../shared/execute/types';
import { apiRequest } from './apiRequest';

/** Operations that do more than a row can say. */
export const handwritten: Resource[] = [apiRequest];
