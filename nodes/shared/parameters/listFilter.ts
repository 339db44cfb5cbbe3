import { InputError } from '../transport/errors/errors';
import { type Clause, type OperatorName, OPERATORS, toRsql } from './rsql';
import { compareClause, readValues } from './rowComparison';

/** A filter: the part that the server applies, and what the node has to compare itself. */
export interface ListFilter {
	rsql: string;
	rows?: RowFilter;
}

/** Selects rows that the server has sent. */
export interface RowFilter {
	/** Fields that a row must have. */
	fields: readonly string[];
	matches: (row: unknown) => boolean;
	/** Shown when no row matches: the value may have been meant as a pattern. */
	hint?: string;
}

const NO_LITERAL_MATCH =
	'No result has the value of the filter with its *. Only the operators Matches and Does Not Match treat * as a wildcard.';

const NEGATIVE: readonly OperatorName[] = ['notEquals', 'notIn'];
const ORDERING: readonly OperatorName[] = ['greater', 'greaterOrEqual', 'less', 'lessOrEqual'];

/**
 * Splits conditions into a filter of the server and one of the node. The server treats every * as a wildcard (jamf-behavior 3.4), so
 * for a value that contains one it can only select more rows than those that are meant, or, negated, fewer. The server's filter
 * therefore selects at least the rows that are meant, and the node compares them again.
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

/** What the server can apply of a clause without leaving out a row that is meant. */
function widen(clause: Clause): Clause[] {
	if (!NEGATIVE.includes(clause.operator)) return [clause];
	const values = clause.values.filter((value) => !value.includes('*'));
	return values.length === 0 ? [] : [{ ...clause, values }];
}
