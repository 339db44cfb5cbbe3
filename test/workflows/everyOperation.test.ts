import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import path from 'node:path';
import { computeCoverage } from '../../catalogue/coverage';
import { readOverlay } from '../../catalogue/overlay';
import { pro } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { findListable } from '../../nodes/shared/catalogue/find';
import { findMultilineFields } from '../../nodes/shared/parameters/multilineFields';
import { findObjectLists } from '../../nodes/shared/parameters/objectLists';
import type { JournalEntry } from '../../simulator';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { JAMF_PRO } from '../../harness/engine';
import { fillProForm, filterFor, listProFields } from '../../harness/forms/proForm';
import { compareWithRequests } from '../../harness/requirements';
import { TestBench } from '../../harness/testBench';
import { checkPreviewed, READS, runPreview } from './previewed';
import { findUnannounced } from './previews';

const overlay = readOverlay(path.join(__dirname, '../../catalogue/overlay'));

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 5, keepBodies: true });
	for (let count = 0; count < 5; count++) bench.simulator.addClient({ privileges: ['Read Sites'] });
});
afterAll(async () => await bench.close());

const ids = new Map<string, string[]>();

/** IDs of the objects of a resource: the first to work on, the others to delete. */
async function idsOf(resource: string): Promise<string[]> {
	const known = ids.get(resource);
	if (known !== undefined) return known;
	const listable = findListable(pro, resource);
	if (listable === undefined) return ['1', '2', '3'];
	const { operation, objects } = listable;
	const run = await bench.pro(resource, operation.value, { returnAll: true, output: 'raw', ...filterFor(operation) });
	const field = objects.idField ?? 'id';
	const found = run.json.map((row) => String(row[field]));
	ids.set(resource, found);
	return found;
}

/** Whether Delete has removed the last listed object. */
async function idToDelete(resource: string): Promise<string> {
	const other = (await idsOf(resource)).at(-2);
	if (other !== undefined) return other;
	const created = await bench.pro(resource, 'create', { bodyMode: 'json', body: '{ "name": "Another" }' });
	return String(created.json[0]?.id);
}

const FILE: INodeExecutionData = {
	json: {},
	binary: { data: { data: Buffer.from('content').toString('base64'), mimeType: 'text/csv', fileName: 'é "1".csv' } },
};

/** Hand-written operations have their own forms and tests. */
const HANDWRITTEN =
	/^(accessToken\.inspect|jamfConnect\.checkAccess|selfServicePlus\.checkEnabled|serverInformation\.checkHealth|apiIntegration\.(create|createClientCredentials|update)|apiRequest\.send|apiRole\.(create|delete|update)|apiRolePrivilege\.(getAll|search)|appInstallerDeployment\.updateVersion|mdmCommand\.send)$/;
/** The simulator knows the fields of these; those of other objects it derives from the rows, without their types. */
const MODELED =
	/^(apiIntegration|apiRole|appInstaller\w+|building|category|computer|department|icon|localAdminPassword|mobileDevice|script|site)\.(create|delete|deleteMany|get|getAll|getAudits|getDetails|upload)\b/;
const sweep = pro.resources.map((resource) => ({ resource, name: resource.value }));
const tried: string[] = [];
let previewed = 0;
const unannounced: string[] = [];

/** Deletes run last, because others need the objects; so do bulk retries, because they leave nothing to retry. */
const byHarm = (a: OperationRow, b: OperationRow) => harmOf(a) - harmOf(b);
const harmOf = ({ value }: OperationRow) => (value.startsWith('delete') ? 2 : Number(value.startsWith('retryAll')));

describe('every operation sends the request of its row and returns items', () => {
	test.each(sweep)('$name', async ({ resource }) => {
		const trials = resource.operations.filter(({ value }) => !HANDWRITTEN.test(`${resource.value}.${value}`));
		for (const row of trials.sort(byHarm)) {
			const name = `${resource.value}.${row.value}`;
			const { parameters, address, query } = await fillProForm(resource, row, { idsOf, idToDelete });
			const isWrite = row.routes[0].method !== 'GET' && !READS.test(name);
			const preview = async () =>
				await bench.pro(resource.value, row.value, { ...parameters, previewOnly: true }, { input: [FILE] });
			const shown = isWrite ? await runPreview(name, bench, preview) : undefined;
			const before = bench.simulator.journal.length;
			const run = await bench.pro(resource.value, row.value, parameters, { input: [FILE] });
			const sent = bench.simulator.journal.slice(before).filter((each) => each.path === address);
			const request = sent.find(({ method }) => method === row.routes[0].method);
			expect({ name, told: run.error?.message, request }).toMatchObject({ name, request: { path: address } });
			if (request === undefined) continue;
			if (shown !== undefined) checkPreviewed(name, shown, request);
			previewed += Number(isWrite);
			checkRequest(name, row, request, query);
			checkBody(name, row, request, parameters);
			expect({ name, told: run.error?.message }).toEqual({ name, told: undefined });
			checkItems(name, row, run.items);
			const chosen = { resource: resource.value, operation: row.value, ...parameters };
			const { simulator } = bench;
			const compared = compareWithRequests(simulator, JAMF_PRO, chosen, simulator.journal.slice(before));
			expect({ name, ...compared }).toEqual({ name, missing: [], superfluous: [] });
			tried.push(name);
		}
	});

	test('every item has only the fields of its preview', () => {
		expect([...new Set(unannounced)].filter((problem) => MODELED.test(problem))).toEqual([]);
	});

	test('covers every operation', () => {
		const all = pro.resources.flatMap(({ value, operations }) => operations.map((row) => `${value}.${row.value}`));
		expect(tried.sort()).toEqual(all.filter((name) => !HANDWRITTEN.test(name)).sort());
		process.stdout.write(`${previewed} previews showed the request that was then sent\n`);
		expect(previewed).toBeGreaterThan(320);
		const { rows, fallbacks, handledByCode, total, duplicates } = computeCoverage(pro, overlay);
		process.stdout.write(
			`${rows + fallbacks + handledByCode} of ${total} operations reachable, ${tried.length} of them tried here\n`,
		);
		expect({ reachable: rows + fallbacks + handledByCode, total, duplicates }).toEqual({
			reachable: 846,
			total: 846,
			duplicates: [],
		});
	});
});

function checkRequest(
	name: string,
	{ body, csvPages, list }: OperationRow,
	request: JournalEntry,
	query: Array<[string, string]>,
) {
	const sent = [...new URLSearchParams(request.query)];
	for (const pair of query) expect({ name, sent }).toEqual({ name, sent: expect.arrayContaining([pair]) });
	// jamf-behavior 3.2: page parameters are sent only to paginated lists.
	const paged = list?.kind === 'paged' || list?.kind === 'pagedArray' || csvPages === 'query';
	expect({ name, paged: sent.some(([key]) => key === 'page') }).toEqual({ name, paged });
	const types = { multipart: 'multipart/form-data', text: body?.contentType ?? 'text/plain' };
	const wanted = body?.kind === undefined ? (body?.contentType ?? 'application/json') : types[body.kind];
	const isEmpty = body === undefined || (body.optional === true && request.requestBytes === 0);
	expect({ name, type: request.contentType }).toEqual({ name, type: isEmpty ? undefined : wanted });
}

/** The body has the values of the form; a whole object may hold more (jamf-behavior 4.2). */
function checkBody(name: string, { body }: OperationRow, request: JournalEntry, parameters: INodeParameters) {
	if (body === undefined) expect({ name, body: request.body }).toEqual({ name, body: '' });
	if (body?.kind === 'text') expect({ name, body: request.body }).toEqual({ name, body: parameters.text });
	if (body?.kind === 'multipart') {
		const part = /^--(\S+)\r\n[^]*filename="é %221%22.csv"\r\ncontent-type: text\/csv\r\n\r\ncontent\r\n--\1--\r\n$/;
		expect({ name, body: request.body }).toEqual({ name, body: expect.stringMatching(part) });
	}
	const { value = {} } = (parameters.fields ?? {}) as { value?: Record<string, string> };
	if (body === undefined || body.kind !== undefined || Object.keys(value).length === 0) return;
	const sent = JSON.parse(request.body ?? '') as unknown;
	for (const [field, text] of Object.entries(value)) {
		const found = field
			.split('.')
			.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], sent);
		const told = typeof found === 'string' ? found.replace(/\.000Z$/, 'Z') : JSON.stringify(found);
		expect({ name, field, told }).toEqual({ name, field, told: text });
	}
}

function checkItems(name: string, row: OperationRow, items: INodeExecutionData[]) {
	const found = items.flatMap(({ json }) => findUnannounced('JamfPro', name, json));
	unannounced.push(...found.map((problem) => `${name}: ${problem}`));
	if (row.list !== undefined) {
		for (const { json } of items) expect({ name, json }).toEqual({ name, json: expect.any(Object) });
		return;
	}
	expect({ name, count: items.length }).not.toEqual({ name, count: 0 });
	const [{ json, binary } = { json: {} }] = items;
	if (row.responseType === 'file')
		expect({ name, binary }).toMatchObject({ name, binary: { data: { data: expect.any(String) } } });
	if (row.responseType === 'nothing') {
		const outcome = row.value.startsWith('delete') ? 'deleted' : 'success';
		expect({ name, json }).toMatchObject({ json: { [outcome]: true } });
	}
}

describe('forms follow the rules of n8n', () => {
	const { description } = new JamfPro();
	const stub = { typeVersion: 1 };
	const issuesOf = (parameters: INodeParameters) => {
		const filledIn = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, stub, description);
		const node = bench.engine.node(JAMF_PRO, filledIn ?? {});
		return NodeHelpers.getNodeParametersIssues(description.properties, node, description)?.parameters ?? {};
	};

	test.each(sweep)('$name', async ({ resource }) => {
		for (const row of resource.operations) {
			const name = `${resource.value}.${row.value}`;
			if (HANDWRITTEN.test(name)) continue;
			const chosen = { resource: resource.value, operation: row.value };
			const { parameters } = await fillProForm(resource, row, { idsOf, idToDelete });
			expect({ name, issues: issuesOf({ ...chosen, ...parameters }) }).toEqual({ name, issues: {} });
			// A new node lacks exactly the required fields without a default.
			const wanted = (row.path ?? []).map(({ name: path, as = path }) => as);
			const query = (row.query ?? []).filter(
				({ required, type }) => required && /^(string|strings|dateTime|multiOptions)$/.test(type),
			);
			const text = row.body?.kind === 'text' ? ['text'] : [];
			const isPartial = row.body?.merge !== undefined || row.body?.partial === true;
			const needed = isPartial ? [] : listProFields(resource, row);
			const multiline = [...findMultilineFields(needed), ...findObjectLists(needed)]
				.filter((field) => field.row.required === true)
				.map(({ parameter }) => parameter);
			const missing = [...wanted, ...query.map(({ name: key, as = key }) => as), ...text, ...multiline];
			expect({ name, missing: Object.keys(issuesOf(chosen)).sort() }).toEqual({ name, missing: missing.sort() });
		}
	});
});

test('exactly the operations that need merge patches send them (jamf-behavior 4.2)', () => {
	const routes = pro.resources.flatMap(({ operations }) =>
		operations
			.filter(({ body }) => body?.contentType === 'application/merge-patch+json')
			.flatMap((row) => row.routes.map(({ method, path }) => `${method} ${path}`)),
	);
	expect(routes.sort()).toEqual([
		'PATCH /v1/gsx-connection',
		'PATCH /v1/pki/adcs-settings/{id}',
		'PATCH /v1/pki/digicert/trust-lifecycle-manager/{id}',
		'PATCH /v1/volume-purchasing-locations/{id}',
		'PATCH /v2/patch-software-title-configurations/{id}',
		'PATCH /v3/patch-software-title-configurations/{id}',
		'PUT /v1/gsx-connection',
		'PUT /v2/smtp-server',
	]);
});
