import { assertExpected } from '../../nodes/shared/calls/expectedResponse';
import { pro } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { documentedBody, documentedResponse, documentedScalar } from '../../simulator/rows/wire';

const rows = pro.resources.flatMap(({ operations }) => operations);
const reads = rows.filter(({ routes: [{ method }], responseType }) => method === 'GET' && responseType === undefined);

/** The top-level fields that the simulator reads from Jamf's documents, without the node's rows. */
const fieldsOf = ({ routes: [{ method, path }] }: OperationRow): string[] => [
	...new Set([...documentedResponse(method, path).keys()].map((name) => name.split('.')[0] ?? name)),
];

test('every expected field is a documented field of the response', () => {
	const wrong = rows.flatMap((row) => {
		const documented = fieldsOf(row);
		const others = row.routes.slice(1).flatMap((route) => fieldsOf({ ...row, routes: [route] }));
		const known = [...documented, ...others, 'results', 'totalCount'];
		return (row.expects ?? []).filter((name) => !known.includes(name)).map((name) => `${row.routes[0].path} ${name}`);
	});
	expect(wrong).toEqual([]);
});

test('every read knows what its response must hold', () => {
	const unknown = reads.filter(({ expects, list }) => expects === undefined && list?.scalars !== true);
	expect(unknown.map(({ routes: [{ path }] }) => path)).toEqual([]);
	const scalars = reads
		.filter(({ list }) => list?.scalars === true)
		.map(({ routes: [{ method, path }] }) => ({
			path,
			type: documentedScalar(method, path),
		}));
	expect(scalars).toHaveLength(7);
	for (const { path, type } of scalars) expect([path, type]).toEqual([path, expect.stringMatching(/number|string/)]);
});

test('an object is refused when its fields are those of another resource with the same ID', () => {
	const objects = reads.filter(({ list, path, expects }) => {
		return list === undefined && path?.length === 1 && path[0]?.name === 'id' && expects?.includes('id') === true;
	});
	expect(objects.length).toBeGreaterThan(40);
	const accepts = (row: OperationRow, value: object) => {
		try {
			assertExpected(value, row, ['7'], 200);
			return true;
		} catch {
			return false;
		}
	};
	// These have no other fields.
	const plain = objects.filter((row) => accepts(row, { id: '7', name: 'A' })).map(({ routes: [{ path }] }) => path);
	expect(plain).toEqual(
		objects
			.filter((row) => fieldsOf(row).every((name) => /^(id|name)$/.test(name)))
			.map(({ routes: [{ path }] }) => path),
	);
	const whole = (row: OperationRow) => Object.fromEntries([...fieldsOf(row).map((name) => [name, null]), ['id', '7']]);
	for (const row of objects) {
		expect([row.routes[0].path, accepts(row, whole(row) as object)]).toEqual([row.routes[0].path, true]);
		expect([row.routes[0].path, accepts(row, { ...whole(row), id: '8' })]).toEqual([row.routes[0].path, false]);
	}
});

test('an older server, which lacks a few fields, is accepted', () => {
	const row = rows.find(({ routes: [{ path }] }) => path.endsWith('/account-preferences'));
	if (row === undefined) throw new Error('no row');
	const fields = fieldsOf(row).filter((name) => name !== 'showDirectoryGroupUuidColumn');
	const value = Object.fromEntries(fields.map((name) => [name, null]));
	expect(assertExpected(value, row, [], 200)).toBe(value);
});

test('reads the bodies of the documents', () => {
	expect([...documentedBody('POST', '/v1/categories').keys()]).toEqual(['name', 'priority']);
});
