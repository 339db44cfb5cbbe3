import { type Simulator, startSimulator } from '../../../simulator';
import { Classic, entriesOf, idIn, type Row } from './classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 40, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const generalOf = async (path: string) => (await classic.json(path)).general as Row;

describe('computers', () => {
	it.each(['serialnumber', 'udid', 'name', 'macaddress'])(
		'are found by %s, in any case (jamf-behavior 5.5, 5.6)',
		async (key) => {
			const element = { serialnumber: 'serial_number', macaddress: 'mac_address' }[key] ?? key;
			const text = String((await generalOf('/computers/id/9'))[element]).toLowerCase();
			expect(await generalOf(`/computers/${key}/${encodeURIComponent(text)}`)).toMatchObject({ id: 9 });
			expect((await classic.get(`/computers/${key}/nobody`)).status).toBe(404);
		},
	);

	it('are created, and changed for Pro too; fields of a section that are not sent stay', async () => {
		const general = '<general><name>Made by Classic</name><serial_number>C02MADE01</serial_number></general>';
		const id = idIn(await classic.create('computers', `<computer>${general}</computer>`));
		const inventory = (section: string) => classic.session.get(`/api/v4/computers-inventory/${id}?section=${section}`);
		expect((await inventory('HARDWARE')).json).toMatchObject({ hardware: { serialNumber: 'C02MADE01' } });
		const location = '<location><username>ada.new</username><department>Design</department></location>';
		const departments = (await classic.json('/departments')) as Row[];
		const [department] = departments as [Row];
		await classic.put(
			'/computers/serialnumber/C02MADE01',
			`<computer>${location.replace('Design', String(department.name))}</computer>`,
		);
		await classic.put(
			`/computers/id/${id}`,
			`<computer>${location.replace('Design', String(department.name))}</computer>`,
		);
		expect((await inventory('USER_AND_LOCATION')).json).toMatchObject({
			userAndLocation: { username: 'ada.new', departmentId: String(department.id) },
		});
		expect((await inventory('GENERAL')).json).toMatchObject({ general: { name: 'Made by Classic' } });
	});

	it('have the extension attributes that Pro spreads over its sections, and accept their values', async () => {
		const attributes = async () =>
			entriesOf((await classic.json('/computers/id/6')).extension_attributes, 'extension_attribute');
		expect((await attributes()).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Lifecycle', 'Badge Number', 'Notes']),
		);
		const value = '<extension_attribute><id>5</id><value>B777</value></extension_attribute>';
		const body = `<computer><extension_attributes>${value}</extension_attributes></computer>`;
		expect((await classic.put('/computers/id/6', body)).status).toBe(201);
		expect(await attributes()).toContainEqual(expect.objectContaining({ id: 5, value: 'B777' }));
		const pro = await classic.session.get('/api/v4/computers-inventory/6?section=USER_AND_LOCATION');
		const badge = expect.objectContaining({ definitionId: '5', values: ['B777'] }) as unknown;
		expect(pro.json).toMatchObject({ userAndLocation: { extensionAttributes: [badge] } });
	});

	it('are matched by name only on /match', async () => {
		const { name, serial_number: serial } = await generalOf('/computers/id/10');
		expect(await classic.json(`/computers/match/name/${encodeURIComponent(String(name))}`)).toContainEqual(
			expect.objectContaining({ id: 10 }),
		);
		expect(await classic.json(`/computers/match/name/${String(serial)}`)).toEqual([]);
	});
});

describe('lists of a large fleet', () => {
	it('are complete and fast, and reflect changes (jamf-behavior 5.5)', async () => {
		const large = await startSimulator({ computers: 5000, tokenLifetimeSeconds: 3600 });
		const client = await Classic.open(large);
		const before = process.memoryUsage().rss;
		expect(await client.json('/computers')).toHaveLength(5000);
		const basic = await client.json('/computers/subset/basic');
		expect(basic.map(({ id }) => id)).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
		expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(200);
		await client.put('/computers/id/5000', '<computer><general><name>Renamed</name></general></computer>');
		expect((await client.json('/computers/subset/basic')).at(-1)).toMatchObject({ id: 5000, name: 'Renamed' });
		await client.remove('/computers/id/1');
		expect((await client.json('/computers')).length).toBe(4999);
		await large.close();
	});
});

describe('mobile devices', () => {
	it('are listed with more than their names, found, matched and changed', async () => {
		const rows = await classic.json('/mobiledevices');
		expect(rows).toHaveLength(30);
		const first = rows[0]!;
		expect(first).toMatchObject({ id: 1, name: 'Meeting Room 1' });
		const serial = String(first.serial_number);
		expect(await generalOf(`/mobiledevices/serialnumber/${serial}`)).toMatchObject({ id: 1 });
		expect(await generalOf(`/mobiledevices/udid/${String(first.udid)}`)).toMatchObject({ id: 1 });
		expect(await classic.json(`/mobiledevices/match/${serial.slice(0, 6)}*`)).toContainEqual(first);
		const body = '<mobile_device><location><username>new.person</username></location></mobile_device>';
		expect((await classic.put('/mobiledevices/id/1', body)).status).toBe(201);
		expect((await classic.json('/mobiledevices/id/1')).location).toMatchObject({ username: 'new.person' });
	});
});

it('users are found by email (jamf-behavior 5.5)', async () => {
	const { email } = await classic.json('/users/id/3');
	expect((await classic.get(`/users/email/${encodeURIComponent(String(email))}`)).text).toContain('<id>3</id>');
});

describe('histories and reports', () => {
	it.each([
		'/computerhistory/id/7',
		'/computermanagement/id/7',
		'/computerapplicationusage/id/7/2026-09-01_2026-09-30',
	])('%s describes the device, and returns 404 for an unknown one', async (path) => {
		expect((await classic.get(path)).status).toBe(200);
		expect((await classic.get(path.replace('/7', '/999'))).status).toBe(404);
	});

	it('requires two dates for a period (jamf-behavior 5.5)', async () => {
		expect((await classic.get('/computerapplicationusage/id/7/yesterday_today')).status).toBe(400);
	});
});
