import { statSync } from 'node:fs';
import path from 'node:path';
import { computeCoverage } from '../../catalogue/coverage';
import { listOperations } from '../../catalogue/files';
import { readOverlay } from '../../catalogue/overlay';
import { classic, classicFields, pro, proFields } from '../../nodes/shared/catalogue/lookup';

const root = path.join(__dirname, '../..');
const overlay = readOverlay(path.join(root, 'catalogue/overlay'));
const operations = pro.resources.flatMap((resource) =>
	resource.operations.map((row) => ({ resource, row, name: `${resource.value}.${row.value}` })),
);
const offered = operations.filter(({ row }) => !row.hidden);

/** The names of rows that break a rule. */
function breaking(broken: (each: (typeof operations)[number]) => boolean): string[] {
	return operations.filter(broken).map(({ name }) => name);
}

describe('names', () => {
	test('of values are camelCase and unique', () => {
		expect(breaking(({ name }) => !/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
		expect(new Set(listOperations(pro)).size).toBe(operations.length);
	});

	test('of labels are Title Case, unique in their resource, and do not repeat it', () => {
		const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|the|to|with|eBook|iOS|macOS)$/;
		const title = (label: string) => label.split(' ').every((word) => small.test(word) || /^[A-Z(0-9]/.test(word));
		expect(breaking(({ row }) => !title(row.name))).toEqual([]);
		const labels = offered.map(({ resource, row }) => `${resource.value}: ${row.name}`);
		expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
		expect(
			breaking(({ resource, row }) => ` ${row.name} `.toLowerCase().includes(` ${resource.name.toLowerCase()} `)),
		).toEqual([]);
		expect(breaking(({ row }) => /^Get (Download|Export|Test|Upload)$/.test(row.name))).toEqual([]);
	});

	test('of actions are sentences that no two operations share', () => {
		expect(breaking(({ row }) => !/^[A-Z][a-z]+ /.test(row.action) || row.action.endsWith('.'))).toEqual([]);
		const wrongArticle =
			/\ban? (an?|the) |\ban [bcdfgjkpqtvwyz]|\ba (api|ldap|mdm|sso|ios|ebook)\b|\ba [aeio]|\bthe (by|for|from|of|to|all|many) /i;
		expect(breaking(({ row }) => wrongArticle.test(row.action))).toEqual([]);
		const actions = offered.map(({ row }) => row.action);
		expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
	});

	test('of resources have their own nouns', () => {
		const names = pro.resources.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(pro.resources.filter(({ noun, plural }) => noun === '' || /sess$|yies$|ss$/.test(plural))).toEqual([]);
	});

	test('of parameters do not clash with those of n8n, and the first of a path is the ID', () => {
		const taken =
			/^(resource|operation|returnAll|limit|bodyMode|fields|body|binaryPropertyName|options|output|outputFields)$/;
		const stored = (row: (typeof operations)[number]['row']) =>
			[...(row.path ?? []), ...(row.query ?? [])].map(({ name, as = name }) => as);
		expect(breaking(({ row }) => stored(row).some((name) => taken.test(name)))).toEqual([]);
		expect(breaking(({ row }) => new Set(stored(row)).size !== stored(row).length)).toEqual([]);
		const first = breaking(({ row }) => row.path !== undefined && (row.path[0]?.as ?? row.path[0]?.name) !== 'id');
		expect(first).toEqual(['notification.delete']);
	});
});

/** Why a field whose name ends with ID is not a list to choose from: by the reason, then by the end of the name. */
const TYPED_IDS: Record<string, string[]> = {
	'of another vendor or of Apple': [
		...[
			'apiClientId',
			'apple_id',
			'appleCareId',
			'applecare_id',
			'clientId',
			'entityId',
			'keyPairId',
			'managedAppleId',
		],
		...['managed_apple_id', 'os_applecare_id', 'platformSsoAppBundleId', 'tenantId'],
	],
	'the bundle ID of an app': ['bundleId', 'bundle_id'],
	'the name of an attribute in a directory': ['mappings.groupId', 'mappings.userId', 'groupID', 'userID'],
	'the object itself, which the path identifies': ['cloudIdPCommon.id', 'server.id'],
	'not an object': ['cacheUniqueId', 'softwareUpdateDeviceId', 'timezoneId'],
	'no API lists images': [...['brandingHeaderImageId', 'icon.id', 'iconId', 'self_service_icon.id', 'wallpaper_id']],
	'no list has it without a search term, or for all devices at once': [
		...[
			'clientManagementId',
			'clientManagementIds',
			'deviceId',
			'deviceIds',
			'managementId',
			'enrollmentAccessGroup: groupId',
		],
		...['jamfConnect: ids', 'udids'],
	],
	'the kind of object depends on another field': [
		...['group.groupId', 'log_id', 'managedSoftwareUpdate: groupId', 'objectId', 'smart_group_id'],
	],
	'of the titles that a patch source offers, which have other IDs': ['name_id', 'softwareTitleId', 'source_id'],
};

test('fields that identify objects are lists to choose from, or have a reason', () => {
	const reasons = Object.values(TYPED_IDS).flat();
	const used = new Set<string>();
	const open = [proFields(), classicFields()].flatMap((forms) =>
		Object.entries(forms).flatMap(([key, rows]) => {
			const typed =
				typeof rows === 'string' ? [] : rows.filter(({ of, type }) => of === undefined && type !== 'boolean');
			return typed.flatMap(({ name }) => {
				if (!/(^|[a-z._])(Id|ID|id)s?$/.test(name) || /(udid|uuid|[gu]id)$/.test(name)) return [];
				const reason = reasons.find((each) => {
					const [field = '', resource] = each.split(': ').reverse();
					return `.${name}`.endsWith(`.${field}`) && (resource === undefined || key.startsWith(`${resource}.`));
				});
				if (reason !== undefined) used.add(reason);
				return reason === undefined ? [`${key}: ${name}`] : [];
			});
		}),
	);
	expect(open).toEqual([]);
	expect(reasons.filter((each) => !used.has(each))).toEqual([]);
	expect(reasons).toHaveLength(44);
});

describe('rows are consistent', () => {
	test('each path has as many placeholders as its row has parameters, in every version', () => {
		const count = (route: string) => route.split('{').length - 1;
		expect(breaking(({ row }) => row.routes.some((route) => count(route.path) !== (row.path?.length ?? 0)))).toEqual(
			[],
		);
	});

	test('newer versions come first', () => {
		const version = (route: string) => Number(/^\/v(\d+)\//.exec(route)?.[1] ?? 0);
		const falling = (routes: Array<{ path: string }>) =>
			routes.every((route, index) => index === 0 || version(routes[index - 1]?.path ?? '') > version(route.path));
		expect(breaking(({ row }) => !falling(row.routes))).toEqual([]);
	});

	test('referenced operations exist', () => {
		const withObjects = new Set([
			...pro.resources.filter(({ objects }) => objects).map(({ value }) => value),
			...classic.resources.filter(({ objects }) => objects).map(({ value }) => `classic.${value}`),
		]);
		const fields = Object.values(proFields()).flatMap((rows) => (typeof rows === 'string' ? [] : rows));
		const named = [...operations.flatMap(({ row }) => [...(row.path ?? []), ...(row.query ?? [])]), ...fields];
		expect(named.filter(({ of }) => of !== undefined && !withObjects.has(of))).toEqual([]);
		const known = new Set(listOperations(pro));
		expect(breaking(({ row }) => row.replacedBy !== undefined && !known.has(row.replacedBy))).toEqual([]);
		const sibling = (resource: string, value?: string) => value === undefined || known.has(`${resource}.${value}`);
		expect(
			breaking(({ resource, row: { body } }) =>
				[body?.merge, body?.lockFrom].some((value) => !sibling(resource.value, value)),
			),
		).toEqual([]);
		const lists = pro.resources.filter(({ objects }) => objects);
		for (const { value, objects } of lists) expect(known).toContain(`${value}.${objects?.operation ?? 'getAll'}`);
	});

	test('every body with fields has a form', () => {
		const forms = proFields();
		const wanted = operations.filter(({ row }) => row.body && !row.body.kind && !row.body.free).map(({ name }) => name);
		expect(Object.keys(forms).sort()).toEqual([...wanted].sort());
		for (const [key, rows] of Object.entries(forms)) {
			const form = typeof rows === 'string' ? forms[rows] : rows;
			if (typeof form === 'string' || form === undefined) throw new Error(`${key} leads nowhere`);
			const names = form.map(({ name }) => name);
			expect(names.length).toBeGreaterThan(0);
			expect(new Set(names).size).toBe(names.length);
			expect(names.filter((name) => name.endsWith('versionLock'))).toEqual([]);
			const required = form.map((field) => field.required ?? false);
			expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
			expect(form.filter(({ options = [] }) => options.length > 20)).toEqual([]);
		}
	});

	test('lists with a sort have a unique field', () => {
		expect(breaking(({ row: { list } }) => list?.sort !== undefined && list.unique === undefined)).toEqual([
			'jamfConnect.getAllConfigProfiles',
			'jamfConnect.getAllDeploymentTasks',
			'jamfProtect.getAllDeploymentTasks',
			'jamfProtect.getAllPlans',
		]);
	});
});

test('special rows match the requirements of Jamf servers', () => {
	const row = (name: string) => operations.find((each) => each.name === name)?.row;
	expect(row('computer.getAll')?.list).toMatchObject({ kind: 'paged', unique: 'id' });
	expect(row('computer.getAll')?.routes.map((route) => route.path)).toEqual(
		['v4', 'v3', 'v2', 'v1'].map((version) => `/${version}/computers-inventory`),
	);
	expect(row('computer.getAll')?.routes[1]?.renamed).toEqual({
		'general.lastCheckIn': 'general.lastContactTime',
	});
	expect(row('computer.erase')?.routes.map((route) => route.path)).toEqual([
		'/v4/computers-inventory/{id}/erase',
		'/v1/computer-inventory/{id}/erase',
	]);
	expect(row('mobileDevice.getAll')?.list).toMatchObject({
		unique: 'mobileDeviceId',
		always: { 'exception-handling': 'LENIENT' },
	});
	expect(row('mdmCommand.getAll')?.list).toMatchObject({ filterRequired: true });
	expect(row('user.getAll')?.list).toMatchObject({ largestPage: 1000 });
	expect(row('site.getAllObjects')?.list?.kind).toBe('pagedArray');
	expect(row('apiRolePrivilege.getAll')?.list).toMatchObject({ kind: 'field', field: 'privileges' });
	expect(row('computerPrestage.update')?.body).toMatchObject({ merge: 'get', versionLock: true });
	expect(row('computerPrestage.create')?.body?.defaults).toMatchObject({ 'accountSettings.versionLock': 0 });
	expect(row('computerPrestage.replaceScope')?.body).toEqual({ versionLock: true, lockFrom: 'getScope' });
	expect(row('staticComputerGroup.update')?.body?.merge).toBeUndefined();
	expect(row('account.create')?.body?.defaults).toMatchObject({ ldapServerId: -1, distinguishedName: '' });
	expect(row('icon.download')).toMatchObject({ responseType: 'file', accept: 'image/*' });
	expect(row('building.delete')?.responseType).toBe('nothing');
	const wipes = breaking((each) => each.row.destructive === true && /erase|unmanage|removeMdm/.test(each.name));
	expect(wipes).toEqual([
		'computer.erase',
		'computer.removeMdmProfile',
		'mobileDevice.erase',
		'mobileDevice.unmanage',
		'mobileDeviceGroup.erase',
	]);
});

test('each document operation has one place, and the files are small', () => {
	expect(computeCoverage(pro, overlay).duplicates).toEqual([]);
	const size = (file: string) => statSync(path.join(root, 'nodes/shared/catalogue/generated', file)).size;
	expect(size('pro.json')).toBeLessThanOrEqual(320_000);
	expect(size('proFields.json')).toBeLessThanOrEqual(150_000);
});
