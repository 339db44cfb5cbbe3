import type { RunContext } from './compare';

/** The amount of work. */
export interface Plan {
	repeats: number;
	computers: number;
	/** Items of the updates and of single reads. */
	items: number;
	/** A sample, for slow candidates with a constant cost per request. */
	sampleComputers: number;
	sampleItems: number;
	scalingSizes: number[];
	classicComputers: number;
	xmlMegabytes: number[];
	/** Computers of the fleets that change, smallest first. */
	changingFleets: number[];
	/** Devices in a round of the engine alone. */
	engineDevices: number;
	soakMs: number;
}

export const FULL: Plan = {
	repeats: 5,
	computers: 10_000,
	items: 1000,
	sampleComputers: 1000,
	sampleItems: 50,
	scalingSizes: [1000, 10_000, 50_000, 100_000],
	classicComputers: 20_000,
	xmlMegabytes: [1, 5, 10, 50],
	changingFleets: [10_000, 100_000],
	engineDevices: 100_000,
	soakMs: 600_000,
};

export const QUICK: Plan = {
	repeats: 2,
	computers: 1000,
	items: 100,
	sampleComputers: 500,
	sampleItems: 10,
	scalingSizes: [500, 1000, 2000],
	classicComputers: 2000,
	xmlMegabytes: [5],
	changingFleets: [500, 2000],
	engineDevices: 10_000,
	soakMs: 30_000,
};

export interface Goal {
	what: string;
	measured: string;
	met: boolean;
}

/** The time of the node, and how the others compare. */
export type Headline = [what: string, node: string, httpRequest: string, helper: string];

/** The result of a suite, as Markdown and as rows for the README. */
export interface Section {
	text: string;
	goals: Goal[];
	/** Rows of the table in the README. */
	headlines?: Headline[];
}

export interface Suite {
	/** Value of `--only`. */
	name: string;
	title: string;
	run: (plan: Plan, surroundings: RunContext) => Promise<Section>;
}
