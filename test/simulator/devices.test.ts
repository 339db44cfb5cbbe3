import { type Simulator, startSimulator } from '../../simulator';
import { Session } from './testClient';

const NOW = Date.UTC(2026, 10, 1, 12);
const TODAY = '2026-11-01T12:00:00Z';
const YESTERDAY = NOW - 86_400_000;

let simulator: Simulator;
let session: Session;
beforeEach(async () => {
	simulator = await startSimulator({ computers: 3000, now: () => NOW });
	session = await Session.open(simulator);
});
afterEach(() => simulator.close());

const read = async <T>(path: string) => (await session.get(path)).json as T;

interface Computer {
	id: string;
	udid: string;
	general: { reportDate: string | null; lastCheckIn: string; lastEnrolledDate: string };
	hardware: { serialNumber: string };
}
const computer = (id: number | string) => read<Computer>(`/api/v4/computers-inventory-detail/${id}`);
const reportedSince = (date: string) =>
	read<{ totalCount: number }>(
		`/api/v4/computers-inventory?page-size=1&filter=${encodeURIComponent(`general.reportDate>="${date}"`)}`,
	);

it('dates its responses by its own clock', async () => {
	expect((await session.get('/api/v1/jamf-pro-version')).headers.get('date')).toBe('Sun, 01 Nov 2026 12:00:00 GMT');
});

describe('the report date', () => {
	it('moves when computers submit inventory, thousands of them to one date', async () => {
		const ids = Array.from({ length: 2500 }, (_, index) => index + 1);
		simulator.devices.submitInventory('computers', ids);
		expect((await computer(2500)).general).toMatchObject({ reportDate: TODAY, lastCheckIn: TODAY });
		expect((await reportedSince('2026-11-01T12:00:00.000Z')).totalCount).toBe(2500);
	});

	it('does not move with a check-in', async () => {
		const before = await computer(7);
		simulator.devices.checkIn([7]);
		expect((await computer(7)).general).toMatchObject({ reportDate: before.general.reportDate, lastCheckIn: TODAY });
	});

	it('does not move with an edit by an administrator', async () => {
		simulator.devices.submitInventory('computers', [7], YESTERDAY);
		await session.send('PATCH', '/api/v4/computers-inventory-detail/7', { general: { assetTag: 'A-7' } });
		expect((await computer(7)).general).toMatchObject({ assetTag: 'A-7', reportDate: '2026-10-31T12:00:00Z' });
	});

	it('is null for a record that never submitted inventory', async () => {
		const created = await session.send('POST', '/api/v4/computers-inventory', { general: { name: 'New' } });
		expect((await computer((created.json as { id: string }).id)).general.reportDate).toBeNull();
		simulator.devices.submitInventory('computers', [8]);
		simulator.devices.forgetInventory('computers', [8]);
		expect((await computer(8)).general.reportDate).toBeNull();
		expect((await reportedSince('2026-11-01T12:00:00.000Z')).totalCount).toBe(0);
	});
});

describe('an enrollment', () => {
	it('of a new computer creates a record', async () => {
		const id = simulator.devices.enroll('computers');
		expect(id).toBe(3001);
		expect((await computer(id)).general).toMatchObject({ reportDate: TODAY, lastEnrolledDate: TODAY });
	});

	it('of a known computer keeps its ID', async () => {
		expect(simulator.devices.reenroll('computers', 9)).toBe(9);
		expect((await computer(9)).general).toMatchObject({ reportDate: TODAY, lastEnrolledDate: TODAY });
	});

	it('of a computer whose record was deleted has a new ID and the same serial number', async () => {
		const before = await computer(9);
		const id = simulator.devices.reenroll('computers', 9, { isNewRecord: true });
		const after = await computer(id);
		expect(id).toBe(3001);
		expect([after.udid, after.hardware.serialNumber]).toEqual([before.udid, before.hardware.serialNumber]);
		expect((await session.get('/api/v4/computers-inventory-detail/9')).status).toBe(404);
	});
});

describe('mobile devices', () => {
	const device = (id: number) =>
		read<{ results: Array<{ mobileDeviceId: string; general: { lastInventoryUpdateDate: string | null } }> }>(
			`/api/v2/mobile-devices/detail?page-size=100&section=GENERAL`,
		).then(({ results }) => results.find(({ mobileDeviceId }) => mobileDeviceId === String(id)));

	it('submit inventory, in both APIs', async () => {
		simulator.devices.submitInventory('mobileDevices', [1, 2]);
		expect((await device(2))?.general.lastInventoryUpdateDate).toBe('2026-11-01T12:00:00.000Z');
		const { text } = await session.get('/JSSResource/mobiledevices/id/2');
		expect(text).toContain('<last_inventory_update_utc>2026-11-01T12:00:00.000+0000</last_inventory_update_utc>');
	});

	it('have a date of null before the first report', async () => {
		simulator.devices.forgetInventory('mobileDevices', [3]);
		expect((await device(3))?.general.lastInventoryUpdateDate).toBeNull();
	});

	it('enroll, and enroll again with a new record', async () => {
		expect(simulator.devices.enroll('mobileDevices')).toBe(31);
		expect(simulator.devices.reenroll('mobileDevices', 31)).toBe(31);
		expect(simulator.devices.reenroll('mobileDevices', 31, { isNewRecord: true })).toBe(32);
		expect([await device(31), (await device(32))?.general.lastInventoryUpdateDate]).toEqual([
			undefined,
			'2026-11-01T12:00:00.000Z',
		]);
	});
});
