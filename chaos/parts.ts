import { runMatrix } from './matrix';
import { runMixed } from './mixed';
import type { Part } from './part';

export const PARTS: readonly Part[] = [
	{ name: 'matrix', title: 'Fault matrix', run: runMatrix },
	{ name: 'mixed', title: 'Mixed requests under random faults', run: runMixed },
];
