import type { Resource } from '../../../shared/description/operation';
import { inspect } from './inspect';

export const accessToken: Resource = { value: 'accessToken', name: 'Access Token', operations: [inspect] };
