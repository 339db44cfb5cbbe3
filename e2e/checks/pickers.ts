import assert from 'node:assert/strict';
import type {
	INodeListSearchResult,
	INodePropertyOptions,
	INodeTypeDescription,
	ResourceMapperFields,
} from 'n8n-workflow';
import { type Form, formsOf, type Picker, pickersOf } from '../descriptions';
import { CREDENTIAL_TYPE } from '../rest';
import { isBeyondSimulator } from '../simulated';
import type { Suite } from '../suite';

type Ask = <T>(kind: Parameters<Suite['rest']['pick']>[0], filter?: string) => Promise<T>;

/** How each kind of picker is tried. */
const TRIALS: Record<Picker['kind'], (ask: Ask) => Promise<void>> = {
	async list(ask) {
		const { results } = await ask<INodeListSearchResult>('resource-locator-results');
		const [first] = results;
		assert.ok(first, 'an empty list');
		const part = first.name.slice(1, 6);
		const filtered = await ask<INodeListSearchResult>('resource-locator-results', part);
		assert.ok(filtered.results.length > 0, `nothing found for "${part}"`);
		for (const { name } of filtered.results) assert.ok(name.toLowerCase().includes(part.toLowerCase()), name);
		const none = await ask<INodeListSearchResult>('resource-locator-results', 'no "such\\ *thing');
		assert.deepEqual(none.results, []);
	},
	async options(ask) {
		const options = await ask<INodePropertyOptions[]>('options');
		assert.ok(options.length > 0, 'no options');
		for (const { name, value } of options) assert.ok(name !== '' && value !== '', 'an option without name or value');
	},
	async mapper(ask) {
		const { fields } = await ask<ResourceMapperFields>('resource-mapper-fields');
		assert.ok(fields.length > 0, 'no fields');
		assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length, 'two fields with one id');
	},
};

/** Every picker of every form, found in the descriptions, so that a new resource takes part by itself. */
export async function checkPickers({ check, rest, nodes, credential, simulator }: Suite): Promise<void> {
	for (const node of nodes) {
		for (const [name, form, picker] of distinctPickers(node)) {
			const question = { path: picker.path, methodName: picker.methodName };
			const asking = {
				type: node.name,
				typeVersion: 1,
				parameters: { resource: form.resource, operation: form.operation },
				credentials: { [CREDENTIAL_TYPE]: credential },
			};
			const ask: Ask = async (kind, filter) =>
				await rest.pick(kind, asking, { ...question, ...(filter && { filter }) });
			await check(`picker ${name}`, async () => {
				const before = simulator.journal.length;
				const tried = TRIALS[picker.kind](ask);
				await tried.catch((error: unknown) => {
					if (!isBeyondSimulator(simulator, before)) throw error;
					assert.match(String(error), /Jamf does not know/);
				});
			});
		}
	}
}

/** Once for each resource: its operations ask the same. A mapper's fields depend on the operation. */
function distinctPickers(node: INodeTypeDescription): Array<[string, Form, Picker]> {
	const distinct = new Map<string, [string, Form, Picker]>();
	for (const form of formsOf(node)) {
		for (const picker of pickersOf(form)) {
			const where = picker.kind === 'mapper' ? `${form.resource}.${form.operation}` : form.resource;
			const name = `${node.displayName} ${where} ${picker.path}: ${picker.methodName}`;
			if (!distinct.has(name)) distinct.set(name, [name, form, picker]);
		}
	}
	return [...distinct.values()];
}
