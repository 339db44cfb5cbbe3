import { type Simulator, startSimulator } from '../../simulator';
import { Classic, entriesOf, idIn, type Row } from './classic/classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 30, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const pro = async (path: string) => (await classic.session.get(`/api${path}`)).json as Row & { results: Row[] };
const put = (path: string, body: unknown) => classic.session.send('PUT', `/api${path}`, body);
const post = async (path: string, body: unknown) =>
	Number(((await classic.session.send('POST', `/api${path}`, body)).json as { id: string }).id);

it.each([
	['/v1/users', 'username', 'users', 'user'],
	['/v1/packages', 'packageName', 'packages', 'package'],
	['/v1/computer-extension-attributes', 'name', 'computerextensionattributes', 'computer_extension_attribute'],
	[
		'/v1/mobile-device-extension-attributes',
		'name',
		'mobiledeviceextensionattributes',
		'mobile_device_extension_attribute',
	],
	['/v3/computer-groups/smart-groups', 'name', 'computergroups', 'computer_group'],
])('%s are one record in both APIs', async (path, title, type, root) => {
	const listed = await pro(path);
	expect(listed.results.length).toBeGreaterThan(0);
	for (const row of listed.results) {
		const object = await classic.json(`/${type}/id/${String(row.id)}`);
		expect(object.name).toBe(row[title]);
	}
	const [first] = listed.results as [Row];
	await classic.put(`/${type}/id/${String(first.id)}`, `<${root}><name>By Classic</name></${root}>`);
	expect(await pro(`${path}/${String(first.id)}`)).toMatchObject({ [title]: 'By Classic' });
	await put(`${path}/${String(first.id)}`, { ...first, [title]: 'By Pro' });
	expect(await classic.json(`/${type}/name/by%20pro`)).toMatchObject({ id: Number(first.id), name: 'By Pro' });
	await classic.session.send('DELETE', `/api${path}/${String(first.id)}`);
	expect((await classic.get(`/${type}/id/${String(first.id)}`)).status).toBe(404);
});

it('a field that only one API returns survives a change through the other', async () => {
	const user = { username: 'both.apis', realname: 'Both', managedAppleId: 'both@appleid.example.com' };
	const id = await post('/v1/users', user);
	const full = '<user><full_name>Both APIs</full_name></user>';
	expect((await classic.put(`/users/id/${id}`, full)).status).toBe(201);
	expect(await pro(`/v1/users/${id}`)).toMatchObject({ ...user, realname: 'Both APIs' });
	expect((await classic.get(`/users/id/${id}`)).text).not.toContain('appleid');
});

it('PATCH selects single members of a static group of mobile devices, which Classic shows too (jamf-behavior 5.8)', async () => {
	const path = '/v2/mobile-device-groups/static-groups';
	const select = (...ids: number[]) => ids.map((id) => ({ mobileDeviceId: String(id), selected: true }));
	const group = { groupName: 'Selected', siteId: '-1' };
	const id = await post(path, { ...group, assignments: select(1, 2) });
	const patch = (assignments: unknown) => classic.session.send('PATCH', `/api${path}/${id}`, { ...group, assignments });
	expect((await patch([...select(3), { mobileDeviceId: '1', selected: false }])).status).toBe(200);
	const members = async () =>
		entriesOf((await classic.json(`/mobiledevicegroups/id/${id}`)).mobile_devices, 'mobile_device').map(
			(each) => each.id,
		);
	expect(await members()).toEqual([2, 3]);
	const listed = await pro(`/v2/mobile-device-groups/static-group-membership/${id}`);
	expect(listed.results.map(({ mobileDeviceId }) => mobileDeviceId)).toEqual(['2', '3']);
	expect(await pro(`${path}/${id}`)).toMatchObject({ groupName: 'Selected', count: 2 });
	// The ninth device is not managed.
	for (const wrong of [9, 4711]) expect((await patch(select(wrong, 4))).status).toBe(400);
	expect((await patch([])).status).toBe(200);
	expect(await members()).toEqual([2, 3]);
	const whole = { ...group, assignments: [] };
	for (const name of ['groupName', 'siteId', 'assignments']) {
		const response = await classic.session.send('PATCH', `/api${path}/${id}`, { ...whole, [name]: undefined });
		expect(response).toMatchObject({ status: 400, json: { errors: [{ field: name }] } });
	}
	const unsited = await classic.session.send('POST', `/api${path}`, { groupName: 'No site', assignments: [] });
	expect(unsited).toMatchObject({ status: 403, json: { errors: [{ field: 'siteId' }] } });
});

it('members written through Jamf Pro appear in Classic and are not returned by Jamf Pro (jamf-behavior 5.8)', async () => {
	const id = await post('/v3/computer-groups/static-groups', {
		name: 'Two',
		description: 'd',
		siteId: '-1',
		assignments: ['3', '4'],
	});
	const members = async () =>
		entriesOf((await classic.json(`/computergroups/id/${id}`)).computers, 'computer').map((row) => row.id);
	expect(await members()).toEqual([3, 4]);
	const shown = await pro(`/v3/computer-groups/static-groups/${id}`);
	expect(shown).toMatchObject({ name: 'Two', description: 'd' });
	expect(shown).not.toHaveProperty('assignments');
	const addition = '<computer_additions><computer><id>5</id></computer></computer_additions>';
	await classic.put(`/computergroups/id/${id}`, `<computer_group>${addition}</computer_group>`);
	expect(await members()).toEqual([3, 4, 5]);
	expect((await put(`/v3/computer-groups/static-groups/${id}`, { ...shown, assignments: ['9'] })).status).toBeLessThan(
		300,
	);
	expect(await members()).toEqual([9]);
	expect((await classic.session.get(`/api/v3/computer-groups/smart-groups/${id}`)).status).toBe(404);
	expect(await pro('/v1/computer-groups')).toContainEqual(expect.objectContaining({ id: String(id), name: 'Two' }));
});

it('sites and mobile devices are shared, and a device enrolled through Classic exists in Jamf Pro', async () => {
	expect(((await pro('/v1/sites')) as unknown as Row[]).map(({ name }) => name)).toEqual(
		(await classic.json('/sites')).map(({ name }) => name),
	);
	const device = '<name>New iPad</name><serial_number>DMPXNEW</serial_number><udid>00008030-NEW</udid>';
	const id = idIn(await classic.create('mobiledevices', `<mobile_device><general>${device}</general></mobile_device>`));
	expect(await pro(`/v2/mobile-devices/${id}/detail`)).toMatchObject({ name: 'New iPad' });
	const changed = await classic.session.send('PATCH', `/api/v2/mobile-devices/${id}`, { name: 'Newer iPad' });
	expect(changed.status).toBeLessThan(300);
	expect((await classic.json(`/mobiledevices/serialnumber/DMPXNEW`)).general).toMatchObject({ name: 'Newer iPad' });
});
