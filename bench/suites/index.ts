import type { Part } from '../suite';
import { classic, classicLists } from './classic';
import { growth } from './scaling';
import { inventory } from './inventory';
import { longRun } from './soak';
import { start } from './startup';
import { updates } from './updates';

/** In the order in which they run and are shown. */
export const PARTS: readonly Part[] = [start, inventory, updates, classic, classicLists, growth, longRun];
