import { runCluster } from './cluster';
import { runFuzz } from './fuzz';
import { runMatrix } from './matrix';
import { runMixed } from './mixed';
import type { Suite } from './suite';
import { runStorms } from './storms';
import { runTrigger } from './trigger';

export const SUITES: readonly Suite[] = [
	{ name: 'matrix', title: 'Fault matrix', run: runMatrix },
	{ name: 'mixed', title: 'Mixed requests under random faults', run: runMixed },
	{ name: 'storms', title: 'Token storms', run: runStorms },
	{ name: 'cluster', title: 'Cluster', run: runCluster },
	{ name: 'trigger', title: 'Histories of triggers', run: runTrigger },
	{ name: 'fuzz', title: 'Bad input', run: runFuzz },
];
