/** `docs/operations.md`. */

import type { Catalogue, OperationRow, ResourceRow, RouteRow } from '../nodes/shared/catalogue/types';
import { coverageOf } from './coverage';
import type { Overlay } from './overlay';

export function operationsPage(catalogue: Catalogue, overlay: Overlay): string {
	const { version, resources } = catalogue;
	const { rows, fallbacks, claimed, total } = coverageOf(catalogue, overlay);
	const offered = resources.flatMap(({ operations }) => operations).filter(({ hidden }) => !hidden).length;
	return `# Operations of the Jamf Pro node

Made by \`npm run catalogue\` from the document of Jamf Pro ${version}; do not edit.

| | |
| --- | --- |
| Resources | ${resources.length} |
| Operations in the pickers | ${offered} |
| Operations in all | ${rows} |
| Older versions of them, for older servers | ${fallbacks} |
| Carried out by hand-written code only | ${claimed} |
| Operations of the document reached | ${rows + fallbacks + claimed} of ${total} |

Of several routes the first is the newest; a server that answers 404 gets the next. "Since" is told where it is known. No privileges means that the document names none, not that none are needed.

${resources.map((resource) => section(resource, overlay)).join('\n')}`;
}

function section({ value, name, operations }: ResourceRow, overlay: Overlay): string {
	const lines = operations.map((row) => `| ${cells(value, row, overlay).join(' | ')} |`);
	return `## ${name}

\`${value}\`

| Operation | Value | Route | Since | Privileges |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

function cells(resource: string, row: OperationRow, { since, handwritten }: Overlay): string[] {
	const [newest] = row.routes;
	const notes = [
		handwritten.includes(`${resource}.${row.value}`) && 'hand-written form',
		row.hidden && 'not in the picker',
		row.replacedBy && `use \`${row.replacedBy}\``,
	].filter((note) => typeof note === 'string');
	const first = Object.entries(since).find(([prefix]) => newest.path.startsWith(prefix))?.[1] ?? '';
	return [
		`**${row.name}**: ${row.action}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
		`\`${row.value}\``,
		row.routes.map(routeText).join('<br>'),
		first,
		(newest.privileges ?? []).join(', '),
	];
}

function routeText({ method, path, deprecated }: RouteRow): string {
	return `\`${method} ${path}\`${deprecated === undefined ? '' : ` deprecated ${deprecated}`.trimEnd()}`;
}
