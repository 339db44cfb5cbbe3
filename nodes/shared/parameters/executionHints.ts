import type { IExecuteFunctions } from 'n8n-workflow';

/** Older versions of n8n do not support hints. */
type HintContext = Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>;

/** The hints of each execution of a node, whose items share a context. */
const shown = new WeakMap<HintContext, Set<string>>();

/** Shows a hint next to the output of the node, once for all items. */
export function addHint(context: HintContext, message: string, type?: 'warning'): void {
	const messages = shown.get(context) ?? new Set();
	shown.set(context, messages);
	if (messages.has(message)) return;
	messages.add(message);
	context.addExecutionHints?.({ message, location: 'outputPane', ...(type !== undefined && { type }) });
}
