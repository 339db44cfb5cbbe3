/** `npm run catalogue:show -- apiRole.getAll` or `npm run catalogue:show -- classic policy.get` prints a row with its fields and elements. */

import { classic, classicElements, classicFields, pro, proFields } from '../nodes/shared/catalogue/lookup';
import { findElements } from '../nodes/shared/catalogue/find';

const words = process.argv.slice(2);
const isClassic = words.length > 1 && words[0] === 'classic';
const name = words.at(-1) ?? '';
const catalogue = isClassic ? classic : pro;
const [resourceValue = '', operationValue = ''] = name.split('.');
const resource = catalogue.resources.find(({ value }) => value === resourceValue);
const row = resource?.operations.find(({ value }) => value === operationValue);

if (words.length === 0) {
	console.error('Name an operation: npm run catalogue:show -- apiRole.getAll');
	process.exitCode = 1;
} else if (resource === undefined) {
	console.error(
		`There is no resource "${resourceValue}". Resources: ${catalogue.resources.map(({ value }) => value).join(', ')}`,
	);
	process.exitCode = 1;
} else if (row === undefined) {
	const known = resource.operations.map(({ value }) => `${resource.value}.${value}`).join(', ');
	console.error(`There is no operation "${name}". Operations: ${known}`);
	process.exitCode = 1;
} else {
	const elements = isClassic ? findElements(classicElements(), resourceValue, operationValue) : undefined;
	console.log(
		JSON.stringify({ resource: { ...resource, operations: [row] }, fields: findFields(name), elements }, null, 2),
	);
}

function findFields(key: string) {
	const fields = isClassic ? classicFields() : proFields();
	const found = fields[key];
	return typeof found === 'string' ? fields[found] : found;
}
