import assert from 'node:assert/strict';
import type {
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
	ResourceMapperFields,
} from 'n8n-workflow';
import { type Form, listForms, type Picker, listPickers } from '../descriptions';
import { CREDENTIAL_TYPE } from '../rest';
import type { CheckContext } from '../checkContext';

type Ask = <T>(kind: Parameters<CheckContext['rest']['pick']>[0], filter?: string) => Promise<T>;

interface Question {
	name: string;
	node: INodeTypeDescription;
	form: Form;
	picker: Picker;
}

/** Pickers that are opened in parallel. */
const AT_ONCE = 6;
/** Share of lists for which the simulator has no objects. */
const MAX_EMPTY = 0.05;

/** Checks each kind of picker, and keeps its choices for the forms. */
const TRIALS: Record<Picker['kind'], (ask: Ask, question: Question, picked: CheckContext['picked']) => Promise<void>> =
	{
		async list(ask, { node, picker }, picked) {
			const { results } = await ask<INodeListSearchResult>('resource-locator-results');
			picked.objects.set(
				`${node.name}.${picker.methodName}`,
				results.map(({ value }) => value),
			);
			const [first] = results;
			if (first !== undefined) {
				const part = first.name.slice(1, 6);
				const filtered = await ask<INodeListSearchResult>('resource-locator-results', part);
				assert.ok(filtered.results.length > 0, `nothing found for "${part}"`);
				for (const { name } of filtered.results) assert.ok(name.toLowerCase().includes(part.toLowerCase()), name);
			}
			const none = await ask<INodeListSearchResult>('resource-locator-results', 'no "such\\ *thing');
			assert.deepEqual(none.results, []);
		},
		async options(ask) {
			const options = await ask<INodePropertyOptions[]>('options');
			assert.ok(options.length > 0, 'no options');
			for (const { name, value } of options) assert.ok(name !== '' && value !== '', 'an option without name or value');
		},
		async mapper(ask, { node, form }, picked) {
			const { fields } = await ask<ResourceMapperFields>('resource-mapper-fields');
			assert.ok(fields.length > 0, 'no fields');
			assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length, 'two fields with one id');
			picked.fields.set(`${node.name}.${form.resource}.${form.operation}`, fields);
		},
	};

/** Every picker of every form. They are found in the descriptions, so a new resource is included automatically. */
export async function checkPickers(suite: CheckContext): Promise<void> {
	const questions = suite.nodes.flatMap(distinctPickers).values();
	const askOn = async () => {
		for (const question of questions) await suite.check(question.name, async () => await tryPicker(suite, question));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, askOn));
	await suite.check('pickers: few lists are empty', () => {
		const lists = [...suite.picked.objects];
		const empty = lists.flatMap(([name, objects]) => (objects.length === 0 ? [name] : []));
		assert.ok(empty.length <= lists.length * MAX_EMPTY, empty.join(', '));
	});
}

async function tryPicker({ rest, credential, picked }: CheckContext, question: Question): Promise<void> {
	const { node, form, picker } = question;
	const asking = {
		type: node.name,
		typeVersion: 1,
		parameters: { resource: form.resource, operation: form.operation, ...chosenObjects(form) },
		credentials: { [CREDENTIAL_TYPE]: credential },
	};
	const { path, methodName } = picker;
	const ask: Ask = async (kind, filter) =>
		await rest.pick(kind, asking, { path, methodName, ...(filter && { filter }) });
	await TRIALS[picker.kind](ask, question, picked);
}

/** Some lists depend on the object chosen above them, such as the versions of its app. */
function chosenObjects({ properties }: Form): INodeParameters {
	const locators = properties.filter(({ type }) => type === 'resourceLocator');
	return Object.fromEntries(locators.map(({ name }) => [name, { __rl: true, mode: 'id', value: '1' }]));
}

/** Once per resource, as its operations share pickers. The fields of a mapper depend on the operation. */
function distinctPickers(node: INodeTypeDescription): Question[] {
	const distinct = new Map<string, Question>();
	for (const form of listForms(node)) {
		for (const picker of listPickers(form)) {
			const where = picker.kind === 'mapper' ? `${form.resource}.${form.operation}` : form.resource;
			const name = `picker ${node.displayName} ${where} ${picker.path}: ${picker.methodName}`;
			if (!distinct.has(name)) distinct.set(name, { name, node, form, picker });
		}
	}
	return [...distinct.values()];
}
