import { type Simulator, startSimulator } from '../../../simulator';
import { Classic, entriesOf, idIn, type Row } from './classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 40, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const SCOPE =
	'<scope><all_computers>false</all_computers><computers><computer><id>3</id></computer><computer><id>4</id></computer></computers></scope>';
const policy = (general: string, more = '') => `<policy><general>${general}</general>${more}</policy>`;
const newPolicy = async (name: string, more = '') =>
	idIn(await classic.create('policies', policy(`<name>${name}</name>`, more)));
const scopeOf = async (id: number) => (await classic.json(`/policies/id/${id}`)).scope as Row;

describe('updates', () => {
	it('keep what is not sent and replace a section as a whole (jamf-behavior 5.2)', async () => {
		const id = await newPolicy('Partial', SCOPE);
		expect(
			(await classic.put(`/policies/id/${id}`, policy('<name>Partial 2</name><enabled>true</enabled>'))).status,
		).toBe(201);
		const { general } = await classic.json(`/policies/id/${id}`);
		expect(general).toMatchObject({ id, name: 'Partial 2', enabled: true });
		expect(entriesOf((await scopeOf(id)).computers, 'computer').map((entry) => entry.id)).toEqual([3, 4]);

		await classic.put(
			`/policies/name/${encodeURIComponent('partial 2')}`,
			`<policy><scope><all_computers>true</all_computers><computers/></scope></policy>`,
		);
		const scope = await scopeOf(id);
		expect(scope.all_computers).toBe(true);
		expect(entriesOf(scope.computers, 'computer')).toEqual([]);
	});

	it('of a scope that was read remove its hidden users (jamf-behavior 5.2)', async () => {
		const users = '<scope><all_computers>false</all_computers><jss_users><user><id>2</id></user></jss_users></scope>';
		const id = await newPolicy('With Users', users);
		const stored = () => (simulator.state.classic.store('policies').read(id)?.scope as Row).jss_users as Row[];
		expect(stored()).toHaveLength(1);
		const { text } = await classic.get(`/policies/id/${id}/subset/Scope`);
		expect(text).not.toContain('<jss_users>');
		await classic.put(`/policies/id/${id}`, policy('<name>With Users</name>'));
		expect(stored()).toHaveLength(1);
		await classic.put(`/policies/id/${id}`, text.replace(/^<\?.*?\?>/, ''));
		expect(stored()).toEqual([]);
	});

	it('drop unknown elements and return 201 (jamf-behavior 5.2)', async () => {
		const id = await newPolicy('Unknown');
		const response = await classic.put(
			`/policies/id/${id}`,
			policy('<name>Unknown</name><colour>red</colour>', '<nothing>1</nothing>'),
		);
		expect(response.status).toBe(201);
		expect((await classic.get(`/policies/id/${id}`)).text).not.toMatch(/colour|nothing/);
	});

	it('store the default for an invalid enumeration value (jamf-behavior 5.2)', async () => {
		const id = await newPolicy('Enumeration');
		const general = '<name>Enumeration</name><frequency>Whenever</frequency>';
		expect((await classic.put(`/policies/id/${id}`, policy(general))).status).toBe(201);
		expect((await classic.json(`/policies/id/${id}`)).general).toMatchObject({ frequency: 'Once per computer' });
	});

	it('ignore children of a scope that are out of order (jamf-behavior 11.7)', async () => {
		const id = await newPolicy('Order');
		const computers = '<computers><computer><id>4</id></computer></computers>';
		const departments = '<departments><department><id>1</id></department></departments>';
		const scopeAfter = async (scope: string) => {
			const response = await classic.put(`/policies/id/${id}`, `<policy><scope>${scope}</scope></policy>`);
			expect(response.status).toBe(201);
			const { scope: stored } = await classic.json(`/policies/id/${id}`);
			const { computers: some, departments: others } = stored as Row;
			return [entriesOf(some, 'computer').length, entriesOf(others, 'department').length];
		};
		expect(await scopeAfter(departments + computers)).toEqual([0, 1]);
		expect(await scopeAfter(computers + departments)).toEqual([1, 1]);
	});

	it('do not read the ID from the body (jamf-behavior 5.1)', async () => {
		const id = await newPolicy('Inert');
		await classic.put(`/policies/id/${id}`, policy('<id>1</id><name>Inert 2</name>'));
		expect((await classic.json(`/policies/id/${id}`)).general).toMatchObject({ id, name: 'Inert 2' });
	});
});

describe('rejections', () => {
	it.each([
		['a missing name', policy('<enabled>true</enabled>'), /Problem with name/],
		['a name that is taken, in any case', policy('<name>install browser</name>'), /<p>Error: Duplicate name<\/p>/],
		[
			'a category that is not there',
			policy('<name>C</name><category><name>Nope</name></category>'),
			/No match for category/,
		],
		[
			'a computer that is not there',
			policy('<name>S</name>', SCOPE.replace('<id>4</id>', '<id>400</id>')),
			/Unable to match computer/,
		],
	])('%s is a conflict, explained in an HTML page (jamf-behavior 5.2, 5.6)', async (_, body, words) => {
		const response = await classic.create('policies', body);
		expect(response.status).toBe(409);
		expect(response.headers.get('content-type')).toMatch('text/html');
		expect(response.text).toMatch(words);
	});

	it('does not look up names of directory users, which are not objects', async () => {
		const limitations =
			'<scope><limitations><users><user><name>ldap.person</name></user></users></limitations></scope>';
		expect((await classic.create('policies', policy('<name>Limited</name>', limitations))).status).toBe(201);
	});
});

it('policies reference a category by name, and show its new name after a change', async () => {
	const id = idIn(
		await classic.create('policies', policy('<name>Categorised</name><category><name>testing</name></category>')),
	);
	expect((await classic.json(`/policies/id/${id}`)).general).toMatchObject({ category: { id: 5, name: 'Testing' } });
	await classic.put('/categories/id/5', '<category><name>Trials</name></category>');
	expect((await classic.json(`/policies/id/${id}`)).general).toMatchObject({ category: { id: 5, name: 'Trials' } });
	expect(await classic.json('/policies/category/Trials')).toContainEqual({ id, name: 'Categorised' });
	expect((await classic.json('/policies/createdBy/jss')).length).toBe((await classic.json('/policies')).length);
	expect(await classic.json('/policies/createdBy/casper')).toEqual([]);
});

it('each write of a profile decodes its payloads by one level, also a write of other sections (PI-827, jamf-behavior 11.6)', async () => {
	const profile = (general: string) => `<os_x_configuration_profile>${general}</os_x_configuration_profile>`;
	const escapedThrice = '&lt;string&gt;a &amp;amp;amp;amp; b&lt;/string&gt;';
	const id = idIn(
		await classic.create(
			'osxconfigurationprofiles',
			profile(`<general><name>P</name><payloads>${escapedThrice}</payloads></general>`),
		),
	);
	const payloads = async () => ((await classic.json(`/osxconfigurationprofiles/id/${id}`)).general as Row).payloads;
	expect(await payloads()).toBe('<string>a &amp;amp; b</string>');
	await classic.put(
		`/osxconfigurationprofiles/id/${id}`,
		profile('<scope><all_computers>true</all_computers></scope>'),
	);
	expect(await payloads()).toBe('<string>a &amp; b</string>');
	const { text } = await classic.get(`/osxconfigurationprofiles/id/${id}`);
	await classic.put(`/osxconfigurationprofiles/id/${id}`, text);
	expect(await payloads()).toBe('<string>a & b</string>');
	expect((await classic.put(`/osxconfigurationprofiles/id/${id}`, text.replace('&amp;amp;', '&amp;'))).status).toBe(
		409,
	);
});

it('a notification written in the order of reads is turned off, in the reverse order it is kept', async () => {
	const saying = (...said: string[]) => said.map((text) => `<notification>${text}</notification>`).join('');
	const write = async (...said: string[]) =>
		await classic.put(
			'/macapplications/id/1',
			`<mac_application><self_service>${saying(...said)}</self_service></mac_application>`,
		);
	const read = async () => (await classic.get('/macapplications/id/1')).text;
	await write('Self Service', 'true');
	expect(await read()).toContain(saying('true', 'Self Service'));
	await write('true', 'Self Service');
	expect(await read()).toContain(saying('false', 'Self Service'));
});

it('deleting a mobile device application returns status 400 and the ID (jamf-behavior 11.9)', async () => {
	const response = await classic.remove('/mobiledeviceapplications/id/1');
	expect([response.status, idIn(response)]).toEqual([400, 1]);
	expect((await classic.get('/mobiledeviceapplications/id/1')).status).toBe(404);
	expect((await classic.remove('/mobiledeviceapplications/id/1')).status).toBe(404);
});

it('a deleted ebook disappears after two minutes in which it is neither read nor deleted (jamf-behavior 11.9)', async () => {
	let now = Date.now();
	const own = await startSimulator({ computers: 1, now: () => now, tokenLifetimeSeconds: 3600 });
	const client = await Classic.open(own);
	const at = '/ebooks/id/1';
	const listed = async () => (await client.get('/ebooks')).text.includes('<id>1</id>');
	try {
		const deleted = await client.remove(at);
		expect([deleted.status, idIn(deleted)]).toEqual([400, 1]);
		now += 110_000;
		expect((await client.get(at)).status).toBe(200);
		now += 110_000;
		expect((await client.remove(at)).status).toBe(400);
		now += 110_000;
		expect(await listed()).toBe(true);
		now += 10_000;
		expect(await listed()).toBe(false);
		expect((await client.get(at)).status).toBe(404);
		expect((await client.remove(at)).status).toBe(404);
	} finally {
		await own.close();
	}
});

it('returns any text as it was sent', async () => {
	const name = `A&B <c> "d" 'e' ]]> 🍎 001 true`;
	const xml = name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	const notes = 'one\r\ntwo';
	const script = `<script><name>${xml}</name><notes>one&#13;\ntwo</notes></script>`;
	const id = idIn(await classic.create('scripts', script));
	expect(await classic.json(`/scripts/id/${id}`)).toMatchObject({ name, notes });
	expect((await classic.session.get(`/api/v1/scripts/${id}`)).json).toMatchObject({ name, notes });
	expect((await classic.get(`/scripts/id/${id}`)).text).toContain('one&#13;\ntwo');
});

it('settings are one object, read and changed without an ID (jamf-behavior 5.5)', async () => {
	const { root, elements } = simulator.state.classic.type('activationcode');
	const text = elements.find(({ type, of, secret, access }) => !type && !of && !secret && !access)?.name ?? '';
	const response = await classic.put('/activationcode', `<${root}><${text}>Changed</${text}></${root}>`);
	// Carried out, but reported as a failure (jamf-behavior 11.22).
	expect(response.status).toBe(500);
	expect(await classic.json('/activationcode')).toMatchObject({ [text]: 'Changed' });
});

it('patch policies are created under a software title (jamf-behavior 5.5)', async () => {
	const body =
		'<patch_policy><general><name>Zoom - All</name><target_version>142.0</target_version></general></patch_policy>';
	expect((await classic.post('/patchpolicies/id/0', body)).status).toBe(404);
	expect((await classic.post('/patchpolicies/softwaretitleconfig/id/99', body)).status).toBe(404);
	const created = await classic.post('/patchpolicies/softwaretitleconfig/id/3', body);
	expect(created.status).toBe(201);
	expect(await classic.json('/patchpolicies/softwaretitleconfig/id/3')).toContainEqual({
		id: idIn(created),
		name: 'Zoom - All',
	});
});

it('accounts are users and groups (jamf-behavior 5.4, 5.5)', async () => {
	const created = await classic.post('/accounts/userid/0', '<account><name>inspector</name></account>');
	const id = idIn(created);
	expect(created.text).toContain('<account><id>');
	expect((await classic.get(`/accounts/username/INSPECTOR`)).text).toContain('<name>inspector</name>');
	await classic.post('/accounts/groupid/0', '<group><name>Inspectors</name></group>');
	const all = (await classic.json('/accounts')) as Row;
	expect(entriesOf(all.users, 'user')).toContainEqual({ id, name: 'inspector' });
	expect(entriesOf(all.groups, 'group')).toContainEqual(expect.objectContaining({ name: 'Inspectors' }));
	expect((await classic.remove(`/accounts/userid/${id}`)).status).toBe(200);
});
