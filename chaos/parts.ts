import { runMatrix } from './matrix';
import type { Part } from './part';

export const PARTS: readonly Part[] = [{ name: 'matrix', title: 'Fault matrix', run: runMatrix }];
