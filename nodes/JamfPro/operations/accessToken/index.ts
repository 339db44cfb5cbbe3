import type { Resource } from '../../../shared/execute/types';
import { inspect } from './inspect';

export const accessToken: Resource = { value: 'accessToken', name: 'Access Token', operations: [inspect] };
