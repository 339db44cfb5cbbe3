import type { ClassicObject } from '../tree';
import { DERIVED_RULES } from './derived';
import { OTHER_RULES } from './others';
import { POLICY_RULES } from './policy';
import type { RuleRecord } from '../wire/ruleRecord';
import type { Rule, RuleContext } from './rule';
import { SCOPE_RULES } from './scope';
import { VALUE_RULES } from './values';

const RULES: Readonly<Record<string, (record: RuleRecord) => Rule>> = {
	...DERIVED_RULES,
	...OTHER_RULES,
	...POLICY_RULES,
	...SCOPE_RULES,
	...VALUE_RULES,
};

/** Applies the rules of a type in order. */
export class Rules {
	readonly #rules: readonly Rule[];

	constructor(records: readonly RuleRecord[]) {
		this.#rules = records.map((record) => {
			const make = RULES[record.rule];
			if (!make) throw new Error(`the wire account has no rule "${record.rule}"`);
			return make(record);
		});
	}

	accept(given: ClassicObject, context: RuleContext): ClassicObject {
		return this.#rules.reduce((object, { accept }) => accept?.(object, context) ?? object, given);
	}

	store(object: ClassicObject, context: RuleContext): ClassicObject {
		return this.#rules.reduce((changed, { store }) => store?.(changed, context) ?? changed, object);
	}

	show(object: ClassicObject, reads: number): ClassicObject {
		return this.#rules.reduce((shown, { show }) => show?.(shown, reads) ?? shown, object);
	}
}
