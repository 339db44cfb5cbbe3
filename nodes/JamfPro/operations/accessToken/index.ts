import type { Resource } from '../../../shared/operations/kit';
import { inspect } from './inspect';

export const accessToken: Resource = { value: 'accessToken', name: 'Access Token', operations: [inspect] };
