import type { Verdict } from './scenario';
import { REQUESTS } from './requests';
import { FAULT_CASES } from './faultCases';

/** Rows are faults, columns are requests; each cell has the outcome for one fault and for a permanent one. */
export function toTable(verdicts: readonly Verdict[]): string {
	const rows = FAULT_CASES.map((faultCase) => [
		faultCase.phase,
		faultCase.name,
		...REQUESTS.map((request) => {
			const mine = verdicts.filter((verdict) => verdict.faultCase === faultCase && verdict.requestKind === request);
			const of = (often: Verdict['frequency']) => {
				const verdict = mine.find((each) => each.frequency === often);
				return verdict === undefined ? '-' : verdict.failure === undefined ? verdict.outcome : 'FAIL';
			};
			return `${of('once')}/${of('always')}`;
		}),
	]);
	const head = ['when', 'fault', ...REQUESTS.map(({ name }) => name)];
	const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
	const line = (scenarios: readonly string[]) =>
		`| ${scenarios.map((scenario, column) => scenario.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
