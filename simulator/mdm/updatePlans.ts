import type { Records } from '../records';
import { type Step, stepAt } from './steps';

/** How far an update plan is, with the words of the server (jamf-behavior 7.4). */
export interface PlanStatus {
	state: string;
	errorReasons?: string[];
}

interface StartedPlan {
	number: number;
	deviceId: string;
	startedAt: number;
}

const SUCCESS: ReadonlyArray<Step<PlanStatus>> = [
	{ afterMs: 0, state: 'Init' },
	{ afterMs: 1000, state: 'PendingPlanValidation' },
	{ afterMs: 3000, state: 'DDMPlanScheduled' },
	{ afterMs: 20_000, state: 'PlanCompleted' },
];

/** The software update plans that were created, whose states follow from the time since then. */
export class UpdatePlans {
	readonly #started = new Map<string, StartedPlan>();
	readonly #steps = new Map<string, ReadonlyArray<Step<PlanStatus>>>();

	constructor(private readonly records: Records) {}

	/** What becomes of the plans of a device, by its ID. */
	carryOut(deviceId: string, steps: ReadonlyArray<Step<PlanStatus>>): void {
		this.#steps.set(deviceId, steps);
	}

	start(planUuid: string, number: number, deviceId: string): void {
		this.#started.set(planUuid, { number, deviceId, startedAt: this.records.cluster.now() });
	}

	/** The numbers and current states of the plans. */
	statuses(): Array<[number: number, status: Required<PlanStatus>]> {
		return [...this.#started.values()].map((plan) => {
			const { state = 'Init', errorReasons = [] } = stepAt(this.#stepsOf(plan), this.#age(plan)) ?? {};
			return [plan.number, { state, errorReasons }];
		});
	}

	/** The events of a plan so far. */
	events(planUuid: string): Array<{ state: string; epoch: number }> {
		const plan = this.#started.get(planUuid);
		if (plan === undefined) return [];
		return this.#stepsOf(plan)
			.filter(({ afterMs }) => afterMs <= this.#age(plan))
			.map(({ state, afterMs }) => ({ state, epoch: plan.startedAt + afterMs }));
	}

	#stepsOf({ deviceId }: StartedPlan): ReadonlyArray<Step<PlanStatus>> {
		return this.#steps.get(deviceId) ?? SUCCESS;
	}

	#age({ startedAt }: StartedPlan): number {
		return this.records.cluster.now() - startedAt;
	}
}
