/** Renders `docs/operations.md`. */

import { describePrivilege } from '../nodes/shared/catalogue/privileges';
import type { Catalogue, OperationRow, ResourceRow, RouteRow } from '../nodes/shared/catalogue/types';
import { listAdditions, type Api, findRowsUsed } from './additions';
import type { ClassicBuilt } from './classic/build';
import { computeCoverage } from './coverage';
import type { Overlay } from './overlay';
import { titleCase } from './titleCase';

export function renderOperationsPage(catalogue: Catalogue, classic: ClassicBuilt, overlay: Overlay): string {
	return `${renderProPart(catalogue, overlay)}
${renderClassicPart(classic, overlay)}`;
}

function renderProPart(catalogue: Catalogue, overlay: Overlay): string {
	const { version, resources } = catalogue;
	const { rows, fallbacks, handledByCode, total } = computeCoverage(catalogue, overlay);
	return `# Operations of the Jamf Pro node

Made by \`npm run catalogue\` from Jamf's documents for Jamf Pro ${version} and for App Installers; do not edit.

| | |
| --- | --- |
| Resources | ${resources.length} |
| Operations in the pickers | ${countOffered('pro', catalogue, overlay)} |
| Operations of the document that are rows | ${rows} |
| Older versions of them, for older servers | ${fallbacks} |
| Carried out by hand-written code only | ${handledByCode} |
| Operations of the document reached | ${rows + fallbacks + handledByCode} of ${total} |

Of several routes the first is the newest; a server that answers 404 gets the next. "Since" is told where it is known. No privileges means that the document names none, not that none are needed.

${resources.map((resource) => renderSection('pro', resource, overlay, catalogue.renamedPrivileges)).join('\n')}`;
}

function renderClassicPart(
	{ catalogue, coverage: { rows, lookups, subsets, none }, privilegesUnknown }: ClassicBuilt,
	overlay: Overlay,
): string {
	const { resources } = catalogue;
	const reached = rows.length + lookups.length + subsets.length;
	return `# Operations of the Jamf Classic node

| | |
| --- | --- |
| Resources | ${resources.length} |
| Operations in the pickers | ${countOffered('classic', catalogue, overlay)} |
| Operations of the document that are rows | ${rows.length} |
| Reached by the locator of an object: By Name, By Serial Number, ... | ${lookups.length} |
| Reached as parts of an object | ${subsets.length} |
| Operations of the document reached | ${reached} of ${reached + none.length} |

The document of the Classic API does not name privileges. They are those of the capabilities that Jamf Platform API requires for the same operations ([jamf-behavior 8.4](jamf-behavior.md)). Not known are those of:

${Object.entries(privilegesUnknown)
	.map(([resource, reason]) => `- \`${resource}\`: ${reason}`)
	.join('\n')}

${resources.map((resource) => renderSection('classic', resource, overlay, catalogue.renamedPrivileges)).join('\n')}`;
}

function countOffered(api: Api, { resources }: Catalogue, { additions }: Overlay): number {
	const offered = resources.flatMap(({ operations }) => operations).filter(({ hidden }) => !hidden);
	return offered.length + listAdditions(api, additions).length;
}

function renderSection(
	api: Api,
	resource: ResourceRow,
	overlay: Overlay,
	renamed: Catalogue['renamedPrivileges'],
): string {
	const { value, name, operations } = resource;
	const all = [
		...operations.map((row) => renderCells(api, value, row, overlay, renamed)),
		...renderAdditions(api, resource, overlay),
	];
	const lines = all.map((each) => `| ${each.join(' | ')} |`);
	return `## ${name}

\`${value}\`

| Operation | Value | Route | Since | Privileges |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

function renderCells(
	api: Api,
	resource: string,
	row: OperationRow,
	{ introducedIn, handwritten }: Overlay,
	renamed: Catalogue['renamedPrivileges'],
): string[] {
	const [newest] = row.routes;
	const notes = [
		handwritten.includes(`${resource}.${row.value}`) && 'hand-written form',
		row.hidden && 'not in the picker',
		row.removed && `gone since Jamf Pro ${row.removed}`,
		row.replacedBy &&
			`use \`${row.replacedBy.replace(/^pro /, '')}\`${row.replacedBy.startsWith('pro ') ? ' of Jamf Pro' : ''}`,
	].filter((note) => typeof note === 'string');
	const first = Object.entries(introducedIn).find(([prefix]) => newest.path.startsWith(prefix))?.[1] ?? '';
	return [
		`**${row.name}**: ${row.action}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
		`\`${row.value}\``,
		row.routes.map(renderRoute).join('<br>'),
		first,
		newest.privileges?.map((name) => describePrivilege(renamed, name)).join(', ') ??
			(api === 'pro' || row.removed !== undefined ? '' : 'not known'),
	];
}

/** Hand-written operations without a row, with the routes of the rows that they use. */
function renderAdditions(api: Api, resource: ResourceRow, { additions, handledByCode, words }: Overlay): string[][] {
	const own = listAdditions(api, additions).filter((each) => each.resource === resource.value);
	return own.map((each) => {
		const { operation } = each;
		const newest = findRowsUsed(resource, each).map(({ routes }) => routes[0]);
		const routes = Object.keys(handledByCode).filter(
			(route) => handledByCode[route] === `${resource.value}.${operation}`,
		);
		return [
			`**${titleCase(words, operation)}** (hand-written)`,
			`\`${operation}\``,
			[...newest.map(renderRoute), ...routes.map((route) => `\`${route}\``)].join('<br>'),
			'',
			[...new Set(newest.flatMap(({ privileges = [] }) => privileges))].join(', '),
		];
	});
}

function renderRoute({ method, path, deprecated }: RouteRow): string {
	return `\`${method} ${path}\`${deprecated === undefined ? '' : ` deprecated ${deprecated}`.trimEnd()}`;
}
