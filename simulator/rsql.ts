import { badRequest } from './failure';

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '=in=' | '=out=';

export interface Comparison {
	field: string;
	operator: Operator;
	values: string[];
}

export type Expression = Comparison | { all: Expression[] } | { any: Expression[] };

// jamf-behavior 3.4: two spellings for each of the order operators.
const OPERATORS: Record<string, Operator> = {
	'==': '==',
	'!=': '!=',
	'<': '<',
	'<=': '<=',
	'>': '>',
	'>=': '>=',
	'=lt=': '<',
	'=le=': '<=',
	'=gt=': '>',
	'=ge=': '>=',
	'=in=': '=in=',
	'=out=': '=out=',
};

const SELECTOR = /[\w.-]+/y;
const OPERATOR = /==|!=|<=|>=|<|>|=[a-z]+=/y;
const PLAIN_VALUE = /[^\s"'();,=!~<>]+/y;
const QUOTED_VALUE = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;
const AND = /\s*;\s*|\s+and\s+/y;
const OR = /\s*,\s*|\s+or\s+/y;

export function parseRsql(text: string): Expression {
	const reader = new Reader(text);
	const expression = reader.disjunction();
	reader.skipSpace();
	if (!reader.atEnd) throw reader.failure();
	return expression;
}

/** Recursive descent; AND binds tighter than OR (jamf-behavior 3.4). */
class Reader {
	#at = 0;

	constructor(private readonly text: string) {}

	get atEnd(): boolean {
		return this.#at >= this.text.length;
	}

	failure() {
		return badRequest(`the filter is malformed at character ${this.#at + 1}`);
	}

	skipSpace(): void {
		this.#take(/\s+/y);
	}

	disjunction(): Expression {
		const any = [this.#conjunction()];
		while (this.#take(OR)) any.push(this.#conjunction());
		return any.length === 1 ? any[0]! : { any };
	}

	#conjunction(): Expression {
		const all = [this.#constraint()];
		while (this.#take(AND)) all.push(this.#constraint());
		return all.length === 1 ? all[0]! : { all };
	}

	#constraint(): Expression {
		this.skipSpace();
		if (!this.#take(/\(/y)) return this.#comparison();
		const inner = this.disjunction();
		this.skipSpace();
		this.#require(/\)/y);
		return inner;
	}

	#comparison(): Comparison {
		const field = this.#require(SELECTOR)[0];
		this.skipSpace();
		const operator = OPERATORS[this.#require(OPERATOR)[0]];
		if (!operator) throw this.failure();
		this.skipSpace();
		const values = this.#arguments();
		const manyAllowed = operator === '=in=' || operator === '=out=';
		if (values.length > 1 && !manyAllowed) throw this.failure();
		return { field, operator, values };
	}

	#arguments(): string[] {
		if (!this.#take(/\(\s*/y)) return [this.#value()];
		const values = [this.#value()];
		while (this.#take(/\s*,\s*/y)) values.push(this.#value());
		this.#require(/\s*\)/y);
		return values;
	}

	#value(): string {
		const quoted = this.#take(QUOTED_VALUE);
		if (quoted) return (quoted[1] ?? quoted[2] ?? '').replace(/\\(.)/gs, '$1');
		return this.#require(PLAIN_VALUE)[0];
	}

	#take(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.text);
		if (found) this.#at = pattern.lastIndex;
		return found;
	}

	#require(pattern: RegExp): RegExpExecArray {
		const found = this.#take(pattern);
		if (!found) throw this.failure();
		return found;
	}
}
