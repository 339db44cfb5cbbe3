import type { Spread } from './statistics';

/** A Markdown table with right-aligned numbers. */
export function formatTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** A figure with about three digits: 0.052, 1.24, 31.8, 12,345. */
export function formatNumber(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 3;
	return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `12.3 (11.9 – 13.0)`: median, minimum and maximum. */
export function formatSpread({ median, min, max }: Spread, scale = 1): string {
	const [middle, least, most] = [median, min, max].map((value) => formatNumber(value / scale));
	return `${middle} (${least} – ${most})`;
}

export function formatRatio(value: Spread): string {
	return `${formatSpread(value)} ×`;
}

/** For the README: `9.8 times as long`. */
export function formatTimesAsLong({ median }: Spread): string {
	return `${formatNumber(median)} times as long`;
}

export const MB = 1e6;
