import type { INodeParameters } from 'n8n-workflow';
import type { FieldRow } from '../nodes/shared/catalogue/types';
import { findObjectLists } from '../nodes/shared/parameters/objectLists';
import { findMultilineFields, MULTILINE_COLLECTION } from '../nodes/shared/parameters/multilineFields';

/** Values of fields as the editor stores them: texts with several lines and lists of objects beside the resource mapper. */
export function mapFields(rows: readonly FieldRow[], values: Record<string, unknown>): INodeParameters {
	const texts: INodeParameters = {};
	const collected: INodeParameters = {};
	const mapped = { ...values };
	for (const { row, parameter, collected: isCollected } of findMultilineFields(rows)) {
		if (!Object.hasOwn(mapped, row.name)) continue;
		(isCollected ? collected : texts)[parameter] = mapped[row.name] as string;
		delete mapped[row.name];
	}
	for (const { row, parameter } of findObjectLists(rows)) {
		const given = mapped[row.name];
		if (given === undefined) continue;
		texts[parameter] = (typeof given === 'string' ? JSON.parse(given) : given) as string[];
		delete mapped[row.name];
	}
	return {
		bodyMode: 'fields',
		fields: { mappingMode: 'defineBelow', value: mapped as INodeParameters },
		...texts,
		[MULTILINE_COLLECTION]: collected,
	};
}
