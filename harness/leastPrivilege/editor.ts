import type { ILoadOptionsFunctions, INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Engine } from '../engine';

/**
 * Opens the form of a node as in n8n's editor: loads the options and the fields of the mapper, and opens the list of each resource locator
 * in which its author chose something from it. Lists that cannot be loaded are ignored.
 */
export async function openForm(engine: Engine, type: string, parameters: INodeParameters): Promise<void> {
	const node = engine.nodeTypes.getByNameAndVersion(type, 1) as INodeType;
	const { description, methods } = node;
	const version = { typeVersion: 1 };
	const values =
		NodeHelpers.getNodeParameters(description.properties, parameters, true, false, version, description) ?? {};
	const load = async (property: INodeProperties, value: unknown) => {
		const method = findMethod(methods, property, value);
		const context = engine.loadOptions(type, values);
		await method?.call(context).catch(() => undefined);
	};
	for (const property of description.properties) {
		if (!NodeHelpers.displayParameter(values, property, version, description)) continue;
		const value = values[property.name];
		await load(property, value);
		if (property.type !== 'collection') continue;
		const added = (property.options ?? []) as INodeProperties[];
		const own = (value ?? {}) as INodeParameters;
		for (const option of added) if (Object.hasOwn(own, option.name)) await load(option, own[option.name]);
	}
}

interface Chosen {
	mode?: string;
	value?: unknown;
}

type Method = (this: ILoadOptionsFunctions) => Promise<unknown>;

function findMethod(
	methods: INodeType['methods'],
	{ type, modes, typeOptions, default: initial }: INodeProperties,
	value: unknown,
): Method | undefined {
	if (type === 'resourceLocator') {
		const { mode: chosen, value: id } = (value ?? {}) as Chosen;
		const { mode, value: initialId } = (initial ?? {}) as Chosen;
		if (chosen === mode && id === initialId) return undefined;
		const name = modes?.find((mode) => mode.name === chosen)?.typeOptions?.searchListMethod;
		return name === undefined ? undefined : methods?.listSearch?.[name];
	}
	const { loadOptionsMethod, resourceMapper } = typeOptions ?? {};
	if (loadOptionsMethod !== undefined) return methods?.loadOptions?.[loadOptionsMethod];
	const mapper = resourceMapper?.resourceMapperMethod;
	return mapper === undefined ? undefined : methods?.resourceMapping?.[mapper];
}
