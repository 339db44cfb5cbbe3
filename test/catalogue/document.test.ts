import { readFileSync } from 'node:fs';
import path from 'node:path';
import { computeCoverage } from '../../catalogue/coverage';
import { readSwagger } from '../../catalogue/classic/swagger';
import { readDocument } from '../../catalogue/document';
import { renderRows } from '../../catalogue/files';
import { generate, findOutdated } from '../../catalogue/generate';
import { pro } from '../../nodes/shared/catalogue/lookup';

const root = path.join(__dirname, '../..');
const source = (name: string) => readFileSync(path.join(root, 'catalogue/sources', `${name}.json`), 'utf8');

test('covers every operation of the Jamf Pro API', () => {
	const { operations } = readDocument(source('pro'), source('app-installers'));
	const { built, overlay } = generate(root);
	const { rows, fallbacks, handledByCode, total, duplicates } = computeCoverage(built.catalogue, overlay);
	const routes = pro.resources.flatMap(({ operations: own }) => own.flatMap((row) => row.routes));
	const reached = new Set([
		...routes.map((route) => `${route.method} ${route.path}`),
		...Object.keys(overlay.handledByCode),
	]);
	const dropped = operations.map(({ method, path: at }) => `${method} ${at}`).filter((name) => !reached.has(name));
	process.stdout.write(
		`${operations.length - dropped.length} of ${operations.length} operations reachable ` +
			`(${rows} rows, ${fallbacks} fallback versions, ${handledByCode} hand-written), ` +
			`${dropped.length} dropped, ${duplicates.length} duplicate pairs\n`,
	);
	expect(dropped).toEqual([]);
	expect(duplicates).toEqual([]);
	expect(operations).toHaveLength(846);
	expect(rows + fallbacks + handledByCode).toBe(total);
	expect(total).toBe(846);
});

test('covers every operation of the Classic API', () => {
	const { operations } = readSwagger(source('classic'));
	const { rows, lookups, subsets, none } = generate(root).classic.coverage;
	const reached = [...rows, ...lookups, ...subsets];
	process.stdout.write(
		`${reached.length} of ${operations.length} Classic operations reachable ` +
			`(${rows.length} rows, ${lookups.length} by locators, ${subsets.length} as parts), ${none.length} dropped\n`,
	);
	expect(none).toEqual([]);
	expect(operations).toHaveLength(445);
	expect([...reached].sort()).toEqual(operations.map(({ method, path: at }) => `${method} ${at}`).sort());
	expect(new Set(operations.map(({ path: at }) => at.split('/')[1])).size).toBe(79);
});

test('the committed files match the sources and the overlay, and generation is repeatable', () => {
	const texts = () => renderRows(generate(root));
	expect(texts()).toEqual(texts());
	expect(findOutdated(root, texts())).toEqual([]);
});

test('bodies have the content type of the source: merge-patch on exactly eight operations', () => {
	const { operations } = readDocument(source('pro'), source('app-installers'));
	const merging = operations.filter(({ body }) => body?.content['application/merge-patch+json'] !== undefined);
	expect(merging).toHaveLength(8);
	const rows = pro.resources.flatMap(({ operations: own }) => own);
	const mergingRows = rows.filter(({ body }) => body?.contentType === 'application/merge-patch+json');
	const routes = mergingRows.flatMap((row) => row.routes.map((route) => `${route.method} ${route.path}`));
	expect(routes.sort()).toEqual(merging.map(({ method, path: at }) => `${method} ${at}`).sort());
});

test('routes have the privileges and dates of the source', () => {
	const { operations } = readDocument(source('pro'), source('app-installers'));
	const byName = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
	for (const route of pro.resources.flatMap(({ operations: own }) => own.flatMap((row) => row.routes))) {
		const { privileges = [], deprecated } = byName.get(`${route.method} ${route.path}`) ?? {};
		expect({ ...route, privileges: route.privileges ?? [] }).toMatchObject({ privileges });
		expect(route.deprecated).toBe(deprecated);
	}
});
