import { InputError } from '../transport/errors/errors';
import { type Clause, type OperatorName, OPERATORS, toRsql } from './rsql';
import { compareClause, readValues } from './rowComparison';

/** A filter: the part that the server applies, and the part that the node applies itself. */
export interface ListFilter {
	rsql: string;
	rows?: RowFilter;
}

/** A filter for rows that the server returned. */
export interface RowFilter {
	/** Fields that a row must have. */
	fields: readonly string[];
	matches: (row: unknown) => boolean;
	/** Shown if no row matches, because the value may have been meant as a pattern. */
	hint?: string;
}

const NO_LITERAL_MATCH =
	'No result contains the filter value with a literal *. Only the operators Matches and Does Not Match treat * as a wildcard.';

const NEGATIVE: readonly OperatorName[] = ['notEquals', 'notIn'];
const ORDERING: readonly OperatorName[] = ['greater', 'greaterOrEqual', 'less', 'lessOrEqual'];

/**
 * Splits conditions into a filter for the server and one for the node. The server treats every * as a wildcard (jamf-behavior 3.4), so a
 * value that contains a literal * matches too many rows, or too few if negated. The server's filter therefore selects at least the intended
 * rows, and the node filters them again.
 */
export function splitFilter(clauses: readonly Clause[], combine: 'and' | 'or'): ListFilter {
	const inexact = clauses.filter(isInexact);
	if (inexact.length === 0) return { rsql: toRsql(clauses, combine) };
	const exclusions = inexact.filter(({ operator }) => NEGATIVE.includes(operator));
	const sent = combine === 'and' ? clauses.flatMap(widen) : exclusions.length > 0 ? [] : clauses;
	const compared = combine === 'and' ? inexact : clauses;
	return {
		rsql: toRsql(sent, combine),
		rows: {
			hint: NO_LITERAL_MATCH,
			fields: [...new Set(compared.map(({ field }) => field))],
			matches: (row) =>
				combine === 'and'
					? compared.every((clause) => compareClause(row, clause))
					: compared.some((clause) => compareClause(row, clause)),
		},
	};
}

/** @throws InputError when no row has one of the fields, so that it cannot be compared */
export function assertComparable({ fields }: RowFilter, rows: readonly unknown[]): void {
	const missing = fields.find((field) => !rows.some((row) => readValues(row, field) !== undefined));
	if (rows.length === 0 || missing === undefined) return;
	throw new InputError(
		`The results do not contain the field "${missing}", so it cannot be compared with a value that contains *.`,
		'Use the operator Matches, where * is a wildcard, or select the section of the field under Sections.',
	);
}

function isInexact({ operator, values }: Clause): boolean {
	if ('hasWildcards' in OPERATORS[operator] || ORDERING.includes(operator)) return false;
	return values.some((value) => value.includes('*'));
}

/** Widens a clause so that the server does not exclude any intended row. */
function widen(clause: Clause): Clause[] {
	if (!NEGATIVE.includes(clause.operator)) return [clause];
	const values = clause.values.filter((value) => !value.includes('*'));
	return values.length === 0 ? [] : [{ ...clause, values }];
}
