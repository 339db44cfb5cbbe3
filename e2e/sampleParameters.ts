import type { INodeParameters, INodeProperties, NodeParameterValueType, ResourceMapperField } from 'n8n-workflow';
import type { Form } from './descriptions';
import type { Picked } from './checkContext';

/** The values of a new node. */
export function createDefaultParameters({ resource, operation, properties }: Form): INodeParameters {
	const own = properties.filter(({ type, name }) => type !== 'notice' && name !== 'operation');
	const values = own.map(({ name, default: value }): [string, NodeParameterValueType] => [name, value]);
	return { resource, operation, ...Object.fromEntries(values) };
}

/** The form with every required field filled in: objects from their pickers, any value elsewhere. */
export function createSampleParameters(node: string, form: Form, picked: Picked): INodeParameters {
	const filled = form.properties.map((property): [string, NodeParameterValueType] => {
		if (property.type === 'resourceMapper') {
			const fields = picked.fields.get(`${node}.${form.resource}.${form.operation}`) ?? [];
			return [property.name, fillRequiredFields(fields)];
		}
		return [property.name, chooseValue(node, property, picked)];
	});
	return { ...createDefaultParameters(form), ...Object.fromEntries(filled) };
}

function chooseValue(node: string, property: INodeProperties, { objects }: Picked): NodeParameterValueType {
	const { type, name, required, default: value, modes = [] } = property;
	if (type === 'resourceLocator') {
		const methods = modes.map(({ typeOptions }) => `${node}.${typeOptions?.searchListMethod}`);
		const ids = methods.flatMap((method) => objects.get(method) ?? []).map(String);
		// The first object may be one that the test itself needs, such as the API client of the credential.
		return { __rl: true, mode: 'id', value: ids.find((id) => id !== '1') ?? '1' };
	}
	if (name === 'confirm') return true;
	if (required === true && type === 'multiOptions') return ['1'];
	if (required !== true || value !== '') return value;
	return type === 'number' ? 1 : '1';
}

function fillRequiredFields(fields: ResourceMapperField[]): NodeParameterValueType {
	const value = Object.fromEntries(
		fields.filter(({ required }) => required).map((field) => [field.id, chooseSample(field)]),
	);
	return { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
}

function chooseSample({ type, options, displayName }: ResourceMapperField): string | number {
	if (type === 'options') return options?.[0]?.value === undefined ? '' : String(options[0].value);
	if (type === 'number') return 1;
	if (type === 'dateTime') return '2026-01-02T03:04:05Z';
	return displayName.endsWith('(JSON)') ? '{}' : 'Made by e2e';
}
