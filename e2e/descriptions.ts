import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** One form of a node: what the user sees after choosing resource and operation. */
export interface Form {
	resource: string;
	operation: string;
	/** Shown for this operation, ignoring other conditions. */
	properties: INodeProperties[];
	/** The name of the operation in the nodes panel and for AI models. */
	action: string | undefined;
}

/** A property that loads its choices from the server. */
export interface Picker {
	kind: 'list' | 'mapper' | 'options';
	methodName: string;
	/** As in `parameters.<path>`. */
	path: string;
}

/** n8n adds it to every node whose credential can sign requests. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

export function listForms({ properties }: INodeTypeDescription): Form[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((picker) =>
			listChoices(picker).flatMap(({ value: operation, action }) =>
				listShownFor(picker, 'resource').map((resource) => ({
					resource,
					operation,
					action,
					properties: properties.filter(
						(property) =>
							listShownFor(property, 'resource').includes(resource) &&
							listShownFor(property, 'operation').includes(operation),
					),
				})),
			),
		);
}

export function listPickers({ properties }: Form): Picker[] {
	return properties.flatMap((property) => findPickers(property, ''));
}

function findPickers(property: INodeProperties, parent: string): Picker[] {
	const path = parent + property.name;
	const { loadOptionsMethod, resourceMapper } = property.typeOptions ?? {};
	const found: Array<[Picker['kind'], string | undefined]> = [
		['options', loadOptionsMethod],
		['mapper', resourceMapper?.resourceMapperMethod],
		...(property.modes ?? []).map(({ typeOptions }): [Picker['kind'], string | undefined] => [
			'list',
			typeOptions?.searchListMethod,
		]),
	];
	const own = found.flatMap(([kind, methodName]) => (methodName === undefined ? [] : [{ kind, methodName, path }]));
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap((value) => findPickers(value, `${path}.${option.name}.`));
		return 'type' in option ? findPickers(option, `${path}.`) : [];
	});
	return [...own, ...inner];
}

function listShownFor({ displayOptions }: INodeProperties, parameter: string): string[] {
	return (displayOptions?.show?.[parameter] ?? []).map(String);
}

function listChoices({ options = [] }: INodeProperties): Array<{ value: string; action: string | undefined }> {
	return options.flatMap((option) => {
		if (!('value' in option) || option.value === CUSTOM_API_CALL) return [];
		return [{ value: String(option.value), action: option.action }];
	});
}
