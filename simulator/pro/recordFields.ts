import { invalidField } from '../failure';
import type { Json, JsonObject } from '../json';

export interface FieldRule {
	kind: 'text' | 'integer' | 'choice';
	required?: true;
	/** The value of an omitted field. */
	fallback: Json;
	choices?: readonly string[];
	least?: number;
	most?: number;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** Keeps only the known fields. */
export function acceptedFields(rules: FieldRules, body: JsonObject): Record<string, Json> {
	return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, acceptedField(name, rule, body[name])]));
}

function acceptedField(name: string, rule: FieldRule, value: Json | undefined): Json {
	if (value === undefined || value === null || value === '') {
		if (rule.required) throw invalidField(name, `${name} is required`);
		return rule.fallback;
	}
	if (!ACCEPTS[rule.kind](value, rule)) throw invalidField(name, `${name} has a wrong value`);
	return value;
}

const ACCEPTS: Record<FieldRule['kind'], (value: Json, rule: FieldRule) => boolean> = {
	text: (value) => typeof value === 'string',
	integer: (value, { least = -Infinity, most = Infinity }) =>
		Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
	choice: (value, { choices }) => choices?.some((choice) => choice === value) ?? false,
};
