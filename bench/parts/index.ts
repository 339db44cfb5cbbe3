import type { Part } from '../part';
import { classic, classicLists } from './classic';
import { growth } from './growth';
import { inventory } from './inventory';
import { longRun } from './longRun';
import { start } from './start';
import { updates } from './updates';

/** In the order in which they run and are shown. */
export const PARTS: readonly Part[] = [start, inventory, updates, classic, classicLists, growth, longRun];
