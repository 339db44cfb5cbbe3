import { statSync } from 'node:fs';
import path from 'node:path';
import { readClassicOverlay } from '../../catalogue/classic/overlay';
import { findElements } from '../../nodes/shared/catalogue/find';
import { classic, classicElements, classicFields, pro } from '../../nodes/shared/catalogue/lookup';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { FieldRow } from '../../nodes/shared/catalogue/types';

const root = path.join(__dirname, '../..');
const operations = classic.resources.flatMap((resource) =>
	resource.operations.map((row) => ({ resource, row, name: `${resource.value}.${row.value}` })),
);
const names = operations.map(({ name }) => name);

/** The names of rows that break a rule. */
function breaking(broken: (each: (typeof operations)[number]) => boolean): string[] {
	return operations.filter(broken).map(({ name }) => name);
}

describe('names', () => {
	test('of values are camelCase and unique', () => {
		expect(breaking(({ name }) => !/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
	});

	test('of labels are Title Case, unique in their resource, and do not repeat it', () => {
		const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|the|to|with|eBook|iBeacon|iOS|macOS)$/;
		const title = (label: string) => label.split(' ').every((word) => small.test(word) || /^[A-Z(0-9]/.test(word));
		expect(breaking(({ row }) => !title(row.name))).toEqual([]);
		expect(breaking(({ resource }) => !title(resource.name))).toEqual([]);
		const labels = operations
			.filter(({ row }) => !row.hidden)
			.map(({ resource, row }) => `${resource.value}: ${row.name}`);
		expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
		const inside = (text: string, part: string) => ` ${text} `.toLowerCase().includes(` ${part.toLowerCase()} `);
		expect(breaking(({ resource, row }) => inside(row.name, resource.name))).toEqual([]);
		const shown = classic.resources.map(({ name }) => name);
		expect(new Set(shown).size).toBe(shown.length);
	});

	test('of actions are sentences that no two operations of a resource share', () => {
		expect(breaking(({ row }) => !/^[A-Z][^.]+$/.test(row.action))).toEqual([]);
		const actions = operations.map(({ resource, row }) => `${resource.value}: ${row.action}`);
		expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
	});

	test('of replacement operations exist, in this node or in the other', () => {
		const known = new Set([
			...names,
			...pro.resources.flatMap(({ value, operations: rows }) => rows.map((row) => `pro ${value}.${row.value}`)),
		]);
		const replaced = operations.flatMap(({ row }) => row.replacedBy ?? []);
		expect(replaced.filter((name) => !known.has(name))).toEqual([]);
		expect(replaced.length).toBeGreaterThan(0);
	});
});

describe('elements', () => {
	const all = Object.entries(classicElements()).flatMap(([key, rows]) =>
		typeof rows === 'string' ? [] : below(rows, key),
	);

	function below(rows: ElementRow[], where: string): Array<ElementRow & { where: string }> {
		return rows.flatMap((row) => [{ ...row, where }, ...below(row.of ?? [], `${where}.${row.name}`)]);
	}

	test('have names that XML allows, unique among siblings', () => {
		const valid = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
		const bad = all.filter(({ name, item = 'x' }) => !valid.test(name) || !valid.test(item) || /^xml/i.test(name));
		expect(bad).toEqual([]);
		const places = all.map(({ name, where }) => `${where}.${name}`);
		expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
	});

	test('are text, of a type, a list or an object, and never two of these', () => {
		expect(all.filter(({ of, type }) => of !== undefined && type !== undefined)).toEqual([]);
		expect(all.filter(({ item, repeated }) => item !== undefined && repeated)).toEqual([]);
		expect(all.filter(({ readOnly, required }) => readOnly && required)).toEqual([]);
		expect(all.filter(({ options = ['one'] }) => options.length === 0)).toEqual([]);
		expect(all.filter(({ secret, type }) => secret && type !== undefined)).toEqual([]);
	});

	test('are secrets when they are passwords', () => {
		const passwords = all.filter(({ name, type, of }) => /password(_sha256)?$/.test(name) && !type && !of);
		expect(passwords.filter(({ secret }) => !secret).map(({ where, name }) => `${where}.${name}`)).toEqual([]);
	});

	test('exist for every body, and begin with the identifiers of the object', () => {
		const bodies = operations.filter(({ row }) => row.body && row.body.kind === undefined);
		const without = bodies.filter(
			({ resource, row }) => findElements(classicElements(), resource.value, row.value) === undefined,
		);
		expect(without.map(({ name }) => name)).toEqual([]);
		expect(
			breaking(
				({ resource, row }) => row.body !== undefined && row.body.kind === undefined && !(row.root ?? resource.root),
			),
		).toEqual([]);
	});

	test('have invitation numbers as text, because of their 39 digits (jamf-behavior 5.3)', () => {
		const invitations = all.filter(({ name }) => name === 'invitation');
		expect(invitations.map(({ type }) => type)).toEqual(invitations.map(() => 'digits'));
		expect(invitations.length).toBeGreaterThan(2);
	});

	test('cover what JSON loses, which is read as XML (jamf-behavior 5.3)', () => {
		const asXml = operations.filter(({ row }) => row.xml);
		expect(asXml.map(({ name }) => name).sort()).toMatchInlineSnapshot(`
		[
		  "computer.get",
		  "computerInvitation.get",
		  "computerInvitation.getAll",
		  "ebook.get",
		  "macApp.get",
		  "macosConfigurationProfile.get",
		  "mobileDeviceEnrollmentProfile.get",
		  "mobileDeviceEnrollmentProfile.getAll",
		  "mobileDeviceInvitation.get",
		  "mobileDeviceInvitation.getAll",
		  "patchAvailableTitle.getAll",
		  "patchPolicy.get",
		  "patchReport.get",
		  "patchReport.getVersion",
		  "patchTitle.get",
		  "policy.get",
		  "user.get",
		]
	`);
		const without = asXml.filter(
			({ resource, row }) => findElements(classicElements(), resource.value, row.value) === undefined,
		);
		expect(without).toEqual([]);
	});
});

describe('forms', () => {
	const fields = Object.entries(classicFields());

	/** The element of a field. */
	function find(rows: ElementRow[], [first = '', ...rest]: string[]): ElementRow | undefined {
		const found = rows.find(({ name }) => name === first);
		return rest.length === 0 || found?.of === undefined ? found : find(found.of, rest);
	}

	function typeOf({ type, of, item, repeated, options }: ElementRow): FieldRow['type'] {
		if (item !== undefined || repeated || of !== undefined) return 'json';
		return type === 'boolean' || type === 'number' ? type : options === undefined ? 'string' : 'options';
	}

	test('have only fields of writable elements, with their types and values', () => {
		for (const [key, rows] of fields) {
			if (typeof rows === 'string') continue;
			const elements = findElements(classicElements(), key.split('.')[0] ?? '', key.split('.')[1] ?? '') ?? [];
			for (const row of rows) {
				const element = find(elements, row.name.split('.'));
				expect(`${key} ${row.name} ${element && typeOf(element)}`).toBe(`${key} ${row.name} ${row.type}`);
				expect(row.options).toEqual(row.type === 'options' ? element?.options : undefined);
				expect(element?.readOnly).toBeUndefined();
				expect(row.secret).toBe(element?.secret);
			}
		}
	});

	test('have labels in plain words, unique in each form', () => {
		for (const [key, rows] of fields) {
			if (typeof rows === 'string') continue;
			const labels = rows.map(({ label }) => label);
			expect(
				labels.filter((label, index) => labels.indexOf(label) !== index).map((label) => `${key}: ${label}`),
			).toEqual([]);
			expect(labels.filter((label) => /_|\bId\b|\bUdid\b|\bUrl\b/.test(label))).toEqual([]);
		}
	});

	test('cover one object of their resource, required fields first', () => {
		for (const [key, rows] of fields) {
			expect(names).toContain(key);
			if (typeof rows === 'string') expect(classicFields()[rows]).toBeInstanceOf(Array);
			else
				expect(rows.map(({ required = false }) => Number(!required))).toEqual(
					rows.map(({ required = false }) => Number(!required)).sort(),
				);
		}
	});
});

describe('rows', () => {
	test('name in each path an object of a resource that can be listed or looked up', () => {
		const listed = new Map(classic.resources.map((resource) => [resource.value, resource]));
		const parameters = operations.flatMap(({ name, row }) => (row.path ?? []).map((each) => ({ name, each })));
		for (const { name, each } of parameters) {
			if (each.of === undefined) continue;
			const target = listed.get(each.of);
			expect(`${name} ${target?.objects?.titleField}`).not.toContain('undefined');
			expect(
				target?.operations.find(({ value }) => value === (target.objects?.operation ?? 'getAll'))?.list,
			).toBeDefined();
		}
		expect(parameters.filter(({ each }) => each.of !== undefined).length).toBeGreaterThan(150);
	});

	test('have one placeholder in each lookup path', () => {
		const paths = classic.resources.flatMap(({ objects }) => Object.values(objects?.paths ?? {}));
		expect(paths.filter((each) => !/^\/\w+\/\w+\/\{id\}$/.test(each))).toEqual([]);
		expect(paths.length).toBeGreaterThan(8);
	});
});

test('name privileges as Jamf does, with a verb or of an action', () => {
	const known = new Set(
		pro.resources.flatMap(({ operations: rows }) =>
			rows.flatMap(({ routes }) => routes.flatMap((route) => route.privileges ?? [])),
		),
	);
	const given = [...new Set(operations.flatMap(({ row }) => row.routes[0].privileges ?? []))];
	const odd = given.filter((name) => !/^(Create|Read|Update|Delete) [A-Zei]/.test(name) && !known.has(name));
	expect(odd.sort()).toMatchInlineSnapshot(`
		[
		  "Create macOS Configuration Profiles",
		  "Delete macOS Configuration Profiles",
		  "Flush MDM Commands",
		  "Flush Policy Logs",
		  "Read macOS Configuration Profiles",
		  "Send Mobile Device Set Device Name Command",
		  "Update macOS Configuration Profiles",
		]
	`);
	process.stdout.write(
		`${breaking(({ row }) => row.routes[0].privileges !== undefined).length} of ${operations.length} Classic rows have privileges, ` +
			`${given.filter((name) => known.has(name)).length} of ${given.length} names are in the Jamf Pro document too\n`,
	);
});

test('lack privileges in at most 12 operations, each with the reason', () => {
	const unknown = breaking(({ row }) => row.routes[0].privileges === undefined && row.removed === undefined);
	expect(unknown.sort()).toEqual([
		'computerCommand.get',
		'computerCommand.getAll',
		'computerCommand.getAllByCommand',
		'computerCommand.getStatus',
		'computerCommand.send',
		'computerCommand.sendToComputer',
		'currentUser.get',
		'fileUpload.upload',
		'mobileDeviceCommand.get',
		'mobileDeviceCommand.getAll',
		'mobileDeviceCommand.getAllByCommand',
		'mobileDeviceCommand.getAllByName',
	]);
	const { resources: described } = readClassicOverlay(path.join(root, 'catalogue/overlay'));
	const reasons = unknown.map((name) => described[name.split('.')[0] ?? '']?.privilegesUnknown ?? '');
	expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
});

test('have the privileges and deprecations that Jamf publishes', () => {
	const row = (name: string) => operations.find((each) => each.name === name)?.row;
	expect(row('peripheral.update')?.routes[0].privileges).toEqual(['Update Computers']);
	expect(row('savedSearch.get')?.routes[0].privileges).toEqual(['Read Advanced Computer Searches']);
	expect(row('logFlushing.flush')?.routes[0].privileges).toEqual(['Delete Policies', 'Flush Policy Logs']);
	expect(row('activationCode.get')?.routes[0].privileges).toEqual(['Read License Information']);
	expect(classic.renamedPrivileges?.['Read License Information']).toEqual({
		former: 'Read Activation Code',
		since: '11.31',
	});
	const dates = operations.filter(({ row: { deprecated = '' } }) => /^2025-0[23]|^2026/.test(deprecated));
	expect(dates.map(({ name, row: { deprecated } }) => `${name} ${deprecated}`).sort()).toEqual([
		'activationCode.get 2026-07-14',
		'activationCode.update 2026-07-14',
		'computer.create 2025-03-07',
		'computer.delete 2025-02-11',
		'computer.get 2025-02-11',
		'computer.getAll 2025-02-11',
		'computer.getAllBasic 2025-02-11',
		'computer.search 2025-02-11',
		'computer.searchByName 2025-02-11',
		'computer.update 2025-02-11',
	]);
	// None of them is hidden, because servers still support them.
	expect(dates.filter(({ row: { hidden } }) => hidden)).toEqual([]);
});

test('are written to small files that name their sources', () => {
	const sizes = ['classic', 'classicFields', 'classicElements'].map(
		(file) => statSync(path.join(root, `nodes/shared/catalogue/generated/${file}.json`)).size,
	);
	process.stdout.write(`classic, fields, elements: ${sizes.map((size) => Math.round(size / 1000)).join(' + ')} kB\n`);
	expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(320_000);
});
