import type { RunContext } from './compare';

/** How much is measured. */
export interface Plan {
	repeats: number;
	computers: number;
	/** Items of the updates and of the reads one by one. */
	items: number;
	/** A share of it, for what needs long and costs the same for each request. */
	sampleComputers: number;
	sampleItems: number;
	scalingSizes: number[];
	classicComputers: number;
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
	soakMs: 30_000,
};

export interface Goal {
	what: string;
	measured: string;
	met: boolean;
}

/** The node's time, and how the others compare. */
export type Headline = [what: string, node: string, httpRequest: string, helper: string];

/** What a part found, as Markdown and as lines for the README. */
export interface Section {
	text: string;
	goals: Goal[];
	/** Lines of the README's table. */
	headlines?: Headline[];
}

export interface Suite {
	/** What `--only` takes. */
	name: string;
	title: string;
	run: (plan: Plan, surroundings: RunContext) => Promise<Section>;
}
