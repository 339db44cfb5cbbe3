import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { InputError } from '../transport/errors/errors';
import { ItemParameters } from './itemParameters';
import { getPath, isObject } from './propertyPath';

/** A parameter whose value is only known when the workflow runs. */
class UnknownValueError extends Error {
	constructor(
		/** The text of the expression, without its equals sign; empty if there is none. */
		readonly expression: string,
	) {
		super('The value is not known before the workflow runs.');
	}
}

interface StoredOptions {
	/** Whether parameters that are missing are not known, instead of having their default values. */
	isIncomplete?: boolean;
}

/**
 * The parameters of a node as stored in a workflow, to read with the same code as during a run. Defaults, which n8n does not store, come
 * from the form. A value that contains an expression is not known; see `readStored`.
 */
export function storedParameters(
	stored: Record<string, unknown>,
	properties: readonly INodeProperties[],
	{ isIncomplete = false }: StoredOptions = {},
): ItemParameters {
	const defaults: Record<string, unknown> = {};
	for (const { name, default: value } of properties) defaults[name] ??= value;
	const getNodeParameter = (name: string, _index: number, fallback: unknown): unknown => {
		const [first = ''] = name.split('.');
		const isStored = Object.hasOwn(stored, first);
		if (!isStored && isIncomplete) throw new UnknownValueError('');
		const holder = isStored ? stored : defaults;
		if (isExpression(holder[first])) throw new UnknownValueError(holder[first].slice(1));
		const value = getPath(holder, name) ?? fallback;
		if (isExpression(value)) throw new UnknownValueError(value.slice(1));
		// The mode of a resource locator is known even if its value is an expression.
		if (!(isObject(value) && typeof value.mode === 'string') && hasExpression(value)) throw new UnknownValueError('');
		return value;
	};
	const getInputData = () => {
		throw new UnknownValueError('');
	};
	const context = { getNodeParameter, getInputData, getTimezone: () => 'UTC', addExecutionHints: () => undefined };
	return new ItemParameters(context as unknown as IExecuteFunctions, 0);
}

type StoredValue<T> = { isKnown: true; value: T } | { isKnown: false; expression: string };

/** Reads a stored parameter. A value that the run would reject is not known either. */
export function readStored<T>(read: () => T): StoredValue<T> {
	try {
		return { isKnown: true, value: read() };
	} catch (error) {
		return { isKnown: false, expression: readExpression(error) };
	}
}

/** @throws any error that has nothing to do with the value */
function readExpression(error: unknown): string {
	if (error instanceof UnknownValueError) return error.expression;
	if (error instanceof InputError) return '';
	throw error;
}

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith('=');
}

function hasExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(hasExpression);
}
