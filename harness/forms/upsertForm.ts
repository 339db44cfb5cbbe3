import type { INodeParameters } from 'n8n-workflow';
import { dialect as classicDialect } from '../../nodes/JamfClassic/dialect';
import { dialect as proDialect } from '../../nodes/JamfPro/dialect';
import { findResource } from '../../nodes/shared/catalogue/find';
import { findUpsertable } from '../../nodes/shared/operations/upsert/upsertable';
import { setPath } from '../../nodes/shared/parameters/propertyPath';
import type { Api } from '../../nodes/shared/transport/types';
import { fillClassicForm } from './classicForm';
import { fillProForm, type FormObjects } from './proForm';

/** The form of Create or Update with a new name: the first run creates the object, and the second one updates it. */
export async function fillUpsertForm(api: Api, value: string, objects: FormObjects): Promise<INodeParameters> {
	const dialect = api === 'pro' ? proDialect : classicDialect;
	const row = findResource(dialect.catalogue, value);
	const found = row === undefined ? undefined : findUpsertable(dialect, row);
	if (typeof found !== 'object') throw new Error(`${value} has no Create or Update`);
	const { resource, create, keys } = found;
	const { path } = keys[0];
	const name = `Upserted ${api} ${value}`;
	const { parameters }: { parameters: INodeParameters } =
		api === 'pro' ? await fillProForm(resource, create, objects) : fillClassicForm(resource, create);
	const { fields, body } = parameters;
	if (typeof body === 'string') {
		const named = (api === 'pro' ? {} : JSON.parse(body)) as Record<string, unknown>;
		setPath(named, path, name);
		return { ...parameters, bodyMode: 'json', body: JSON.stringify(named) };
	}
	const mapped = fields as { value: INodeParameters };
	return { ...parameters, fields: { ...mapped, value: { ...mapped.value, [path]: name } } };
}
