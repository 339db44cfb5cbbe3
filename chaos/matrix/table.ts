import type { Verdict } from './scenario';
import { REQUESTS } from './requests';
import { STRIKES } from './faultCases';

/** Rows are faults, columns requests; each cell tells what came of it when struck once and when struck always. */
export function toTable(verdicts: readonly Verdict[]): string {
	const rows = STRIKES.map((strike) => [
		strike.place,
		strike.name,
		...REQUESTS.map((request) => {
			const mine = verdicts.filter((verdict) => verdict.strike === strike && verdict.request === request);
			const of = (often: Verdict['often']) => {
				const verdict = mine.find((each) => each.often === often);
				return verdict === undefined ? '-' : verdict.failure === undefined ? verdict.outcome : 'FAIL';
			};
			return `${of('once')}/${of('always')}`;
		}),
	]);
	const head = ['strikes', 'fault', ...REQUESTS.map(({ name }) => name)];
	const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
