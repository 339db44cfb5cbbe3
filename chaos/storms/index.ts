import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { SuiteOptions, SuiteResult } from '../suite';
import { UnhandledErrors } from '../process';
import { expiry } from './expiry';
import { outage } from './outage';
import { revocation } from './revocation';
import { skew } from './skew';
import type { Storm } from './storm';
import { tokenless } from './tokenless';

const TOGETHER: readonly Storm[] = [outage, tokenless];
/** Expiry and clock skew change the clock of the whole process, by which others measure. */
const ALONE: readonly Storm[] = [expiry, revocation, skew];

/** Faults of tokens. */
export async function runStorms(options: SuiteOptions): Promise<SuiteResult> {
	const unhandled = new UnhandledErrors();
	const outcome: SuiteResult = { figures: [], failures: [] };
	const one = async (storm: Storm) => {
		const { observed, isCorrect } = await storm.run(options);
		outcome.figures.push([storm.name, observed]);
		if (!isCorrect) outcome.failures.push(`${storm.name}: ${observed}`);
	};
	await Promise.all(TOGETHER.map(one));
	for (const storm of ALONE) await one(storm);
	await closeConnections();
	outcome.failures.push(...unhandled.stop().map((error) => `unhandled: ${error}`));
	return outcome;
}
