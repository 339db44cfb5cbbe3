import type { OperationRow, RowMethod } from '../../nodes/shared/catalogue/types';
import { CatalogueError } from '../diagnostics';
import { camelCase, titleCase } from '../titleCase';
import type { ClassicOverlay, ClassicResourceOverlay } from './overlay';
import { buildPathParameters } from './pathParameters';

/**
 * Whether an operation that the overlay declares deprecated is hidden from the picker: its successor is in this node, or in the
 * Jamf Pro node and the deprecation has a date. All others stay visible, also those that only Jamf's document deprecates, because
 * servers still support them and users look for them here.
 */
export function isRetired(deprecated: string | undefined, replacedBy: string | undefined): boolean {
	if (deprecated === undefined || replacedBy === undefined) return false;
	return deprecated !== '' || !replacedBy.startsWith('pro ');
}

/** Rows with the name of a removed command in the path, so that an error can name its successor. */
export function buildRetiredRows(
	owner: string,
	resource: ClassicResourceOverlay,
	overlay: ClassicOverlay,
): OperationRow[] {
	const { routes, commands } = resource.retired ?? { routes: [], commands: {} };
	return Object.entries(commands).map(([command, { removed, replacedBy, destructive }]) => {
		const [newest, ...others] = routes.map((each) => {
			const [method, path] = each.replace('{command}', command).split(' ') as [RowMethod, string];
			return { method, path, deprecated: '' };
		});
		if (newest === undefined)
			throw new CatalogueError([`${owner}: \`retired\` needs \`routes\` for the command ${command}.`]);
		const name = titleCase(overlay.words, command);
		const action = `Send the retired command ${name}`;
		return {
			value: camelCase(command),
			name,
			action,
			routes: [newest, ...others],
			path: buildPathParameters(newest.path, owner, resource, overlay, {}),
			deprecated: '',
			replacedBy,
			removed,
			hidden: true,
			...(destructive === true && { destructive }),
		};
	});
}
