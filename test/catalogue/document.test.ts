import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { coverageOf } from '../../catalogue/coverage';
import { readSwagger } from '../../catalogue/classic/swagger';
import { readDocument } from '../../catalogue/document';
import { filesOf } from '../../catalogue/files';
import { generate, outdated } from '../../catalogue/generate';
import { pro } from '../../nodes/shared/catalogue/lookup';

/** Jamf's own documents. They are not part of the project: where they are missing there is nothing to compare with. */
const root = path.join(__dirname, '../..');
const document = path.join(root, '../shared/jamf/api-schema-11.30.1.json');
const classic = path.join(root, '../shared/jamf/classic-swagger.yaml');
const whereItIs = existsSync(document) && existsSync(classic) ? test : test.skip;

whereItIs('every operation of the document is reached', () => {
	const { operations } = readDocument(readFileSync(document, 'utf8'));
	const { built, overlay } = generate({ root, pro: document, classic });
	const { rows, fallbacks, claimed, total, duplicates } = coverageOf(built.catalogue, overlay);
	const routes = pro.resources.flatMap(({ operations: own }) => own.flatMap((row) => row.routes));
	const reached = new Set([...routes.map((route) => `${route.method} ${route.path}`), ...Object.keys(overlay.claimed)]);
	const dropped = operations.map(({ method, path: at }) => `${method} ${at}`).filter((name) => !reached.has(name));
	process.stdout.write(
		`${operations.length - dropped.length} of ${operations.length} operations reachable ` +
			`(${rows} rows, ${fallbacks} fallback versions, ${claimed} hand-written), ` +
			`${dropped.length} dropped, ${duplicates.length} duplicate pairs\n`,
	);
	expect(dropped).toEqual([]);
	expect(duplicates).toEqual([]);
	expect(operations).toHaveLength(817);
	expect(rows + fallbacks + claimed).toBe(total);
	expect(total).toBe(817);
});

whereItIs('every operation of the Classic document is reached', () => {
	const { operations } = readSwagger(readFileSync(classic, 'utf8'));
	const reach = generate({ root, pro: document, classic }).classic?.reach;
	const { rows, lookups, subsets, none } = reach ?? { rows: [], lookups: [], subsets: [], none: [] };
	const reached = [...rows, ...lookups, ...subsets];
	process.stdout.write(
		`${reached.length} of ${operations.length} Classic operations reachable ` +
			`(${rows.length} rows, ${lookups.length} by locators, ${subsets.length} as parts), ${none.length} dropped\n`,
	);
	expect(none).toEqual([]);
	expect(operations).toHaveLength(444);
	expect([...reached].sort()).toEqual(operations.map(({ method, path: at }) => `${method} ${at}`).sort());
	expect(new Set(operations.map(({ path: at }) => at.split('/')[1])).size).toBe(79);
});

whereItIs('the committed files are those the document and the overlay give, again and again', () => {
	const texts = () => {
		const { built, classic: classicBuilt, overlay } = generate({ root, pro: document, classic });
		return filesOf(built, classicBuilt, overlay);
	};
	expect(texts()).toEqual(texts());
	expect(outdated(root, texts())).toEqual([]);
});

whereItIs('bodies have the content type of the document: merge-patch on exactly eight operations', () => {
	const { operations } = readDocument(readFileSync(document, 'utf8'));
	const given = operations.filter(({ body }) => body?.content['application/merge-patch+json'] !== undefined);
	expect(given).toHaveLength(8);
	const rows = pro.resources.flatMap(({ operations: own }) => own);
	const merging = rows.filter(({ body }) => body?.contentType === 'application/merge-patch+json');
	const routes = merging.flatMap((row) => row.routes.map((route) => `${route.method} ${route.path}`));
	expect(routes.sort()).toEqual(given.map(({ method, path: at }) => `${method} ${at}`).sort());
});

whereItIs('routes have the privileges and dates of the document', () => {
	const { operations } = readDocument(readFileSync(document, 'utf8'));
	const byName = new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
	for (const route of pro.resources.flatMap(({ operations: own }) => own.flatMap((row) => row.routes))) {
		const { privileges = [], deprecated } = byName.get(`${route.method} ${route.path}`) ?? {};
		expect({ ...route, privileges: route.privileges ?? [] }).toMatchObject({ privileges });
		expect(route.deprecated).toBe(deprecated);
	}
});

whereItIs("the document of one's own server needs no document of the Classic API", () => {
	const { built, classic: none, overlay } = generate({ root, pro: document });
	const own = filesOf(built, none, overlay);
	expect(Object.keys(own)).toEqual(
		['pro.json', 'proFields.json'].map((name) => `nodes/shared/catalogue/generated/${name}`),
	);
	expect(outdated(root, own)).toEqual([]);
});
