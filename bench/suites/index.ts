import type { Suite } from '../suite';
import { changes } from './changes';
import { classic, classicLists } from './classic';
import { credentials } from './credentials';
import { deliveries } from './deliveries';
import { scaling } from './scaling';
import { inventory } from './inventory';
import { soak } from './soak';
import { startup } from './startup';
import { updates } from './updates';
import { xml } from './xml';

/** In the order in which they run and are reported. */
export const SUITES: readonly Suite[] = [
	startup,
	inventory,
	changes,
	updates,
	credentials,
	classic,
	classicLists,
	xml,
	deliveries,
	scaling,
	soak,
];
