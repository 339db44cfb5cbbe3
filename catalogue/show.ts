/** `npm run catalogue:show apiRole.getAll`: prints a row and its fields. */

import { pro, proFields } from '../nodes/shared/catalogue/lookup';

const [name = ''] = process.argv.slice(2);
const [resourceValue, operationValue] = name.split('.');
const resource = pro.resources.find(({ value }) => value === resourceValue);
const row = resource?.operations.find(({ value }) => value === operationValue);

if (resource === undefined) {
	console.error(
		`There is no resource "${resourceValue}". There are: ${pro.resources.map(({ value }) => value).join(', ')}`,
	);
	process.exitCode = 1;
} else if (row === undefined) {
	const known = resource.operations.map(({ value }) => `${resource.value}.${value}`).join(', ');
	console.error(`There is no operation "${name}". There are: ${known}`);
	process.exitCode = 1;
} else {
	console.log(JSON.stringify({ resource: { ...resource, operations: [row] }, fields: fieldsOf(name) }, null, 2));
}

function fieldsOf(key: string) {
	const found = proFields()[key];
	return typeof found === 'string' ? proFields()[found] : found;
}
