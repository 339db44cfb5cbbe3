import assert from 'node:assert/strict';
import { startSlackWebhook } from '../checks/fakes';
import { Hand } from './hand';
import type { Walk } from './walk';

/** The table of docs/guides.md: n8n reserves the column `id`, and a removed computer has nothing but its ID. */
const COLUMNS = {
	jamf_id: 'id',
	change: 'change',
	name: 'name',
	serial_number: 'serialNumber',
	os_version: 'osVersion',
};

/** The most clicks and fields of a job. A change of a form that costs more has to say so here. */
const MAX_EFFORT: Record<string, [clicks: number, fields: number]> = {
	'nightly sync to a data table': [21, 9],
	'Slack for Macs older than a version': [19, 6],
	'serial number to a static group': [11, 2],
	'rename an iPad': [9, 2],
	'role with the privileges of two operations': [17, 6],
};

interface Job extends Walk {
	hand: Hand;
}

/** Five jobs of a newcomer, each from an empty canvas to a change in Jamf Pro or another system. */
export async function doJobs(walk: Walk): Promise<void> {
	const does = async (name: string, work: (job: Job) => Promise<void>) =>
		await walk.step(`job: ${name}`, async () => {
			const hand = new Hand(walk.editor);
			await work({ ...walk, hand });
			const { clicks, fields } = hand.effort;
			console.log(`job: ${name}: ${clicks} clicks, ${fields} fields`);
			const [maxClicks = 0, maxFields = 0] = MAX_EFFORT[name] ?? [];
			assert.ok(clicks <= maxClicks && fields <= maxFields, `more than ${maxClicks} clicks or ${maxFields} fields`);
		});
	await does('nightly sync to a data table', syncToTable);
	await does('Slack for Macs older than a version', announceOldMacs);
	await does('serial number to a static group', addToGroup);
	await does('rename an iPad', renameIpad);
	await does('role with the privileges of two operations', createRole);
}

async function syncToTable({ hand, editor, rest, simulator }: Job): Promise<void> {
	await rest.signIn();
	const { id: project } = await rest.call<{ id: string }>('GET', '/rest/projects/personal');
	const columns = Object.keys(COLUMNS).map((name) => ({ name, type: 'string' }));
	const tables = `/rest/projects/${project}/data-tables`;
	const table = await rest.call<{ id: string }>('POST', tables, { name: 'Computers', columns });

	await hand.start('On a schedule');
	await hand.close();
	await hand.add('jamf', 'Jamf Pro', 'Get changes of computers');
	await hand.close();
	await hand.add('data table', 'Data table', 'Upsert row(s)');
	await hand.pick('dataTableId', 'Computers');
	await hand.click(editor.by('fixed-collection-add'));
	await hand.choose('keyName', 'jamf_id (string)');
	await hand.fill('keyValue', '{{ $json.id }}');
	for (const [column, field] of Object.entries(COLUMNS)) await hand.fill(column, `{{ $json.${field} }}`);
	await hand.close();
	await hand.add('jamf', 'Jamf Pro', 'Commit changes of computers');
	await hand.close();
	await hand.run();

	interface Rows {
		data: Array<Record<string, unknown>>;
	}
	const { data } = await rest.call<Rows>('GET', `${tables}/${table.id}/rows?take=250`);
	const found = data.map((row) => Object.keys(COLUMNS).map((column) => row[column]));
	const { computers } = simulator.state;
	const wanted = computers.ids().map((id) => {
		const { name, serialNumber, system } = computers.profile(id);
		return [String(id), 'added', name, serialNumber, system.version];
	});
	assert.deepEqual(found.sort(), wanted.sort());
}

async function announceOldMacs({ hand, editor, simulator }: Job): Promise<void> {
	const slack = await startSlackWebhook();
	try {
		await hand.start('Trigger manually');
		await hand.add('computer', 'Jamf Pro', 'Get many computers');
		await hand.click(editor.field('returnAll').locator('.el-switch'));
		await hand.click(editor.page.getByText('Add Condition'));
		await hand.choose('field', 'operatingSystem.version');
		await hand.choose('operator', 'Is One Of');
		await hand.fill('value', '12.7.6, 13.7.8, 14.8.2');
		await hand.close();
		await hand.add('http', 'HTTP Request');
		await hand.choose('method', 'POST');
		await hand.fill('url', slack.url);
		await hand.click(editor.field('sendBody').locator('.el-switch'));
		await hand.fill('name', 'text');
		await hand.fill('value', '{{ $json.name }} has macOS {{ $json.osVersion }}');
		await hand.close();
		await hand.run();
	} finally {
		slack.close();
	}
	const { computers } = simulator.state;
	const old = computers.ids().flatMap((id) => {
		const { name, system } = computers.profile(id);
		return Number(system.version.split('.')[0]) < 15 ? [`${name} has macOS ${system.version}`] : [];
	});
	assert.ok(old.length > 0, 'no Mac is older');
	assert.deepEqual(slack.received.map(({ body }) => (body as { text: string }).text).sort(), old.sort());
}

async function addToGroup({ hand, simulator }: Job): Promise<void> {
	const { computers, computerGroups } = simulator.state;
	await hand.start('Trigger manually');
	await hand.add('static group', 'Jamf Pro', 'Add members to a static computer group');
	await hand.pick('id', 'Pilot');
	await hand.choose('membersBy', 'Serial Number');
	await hand.fill('members', computers.profile(7).serialNumber);
	await hand.close();
	await hand.run();
	assert.deepEqual(computerGroups.values().find(({ name }) => name === 'Pilot')?.members, [10, 7]);
}

async function renameIpad({ hand, simulator }: Job): Promise<void> {
	const names = () => {
		const store = simulator.state.classic.store('mobiledevices');
		return store.ids().map((id) => (store.read(id)?.general as { name?: string } | undefined)?.name);
	};
	const before = names();
	await hand.start('Trigger manually');
	await hand.add('ipad', 'Jamf Pro', 'Update a mobile device');
	await hand.pick('id', 'Meeting Room 1');
	await hand.fill('name', 'Front Desk');
	await hand.close();
	await hand.run();
	assert.deepEqual(
		names(),
		before.map((name) => (name === 'Meeting Room 1' ? 'Front Desk' : name)),
	);
}

async function createRole({ hand, simulator }: Job): Promise<void> {
	await hand.start('Trigger manually');
	await hand.add('api role', 'Jamf Pro', 'Get the privileges that workflows or operations require');
	await hand.choose('source', 'Operations');
	await hand.search('operations', {
		'script: get': 'Script: Get (Jamf Pro)',
		'building: create': 'Building: Create (Jamf Pro)',
	});
	await hand.close();
	await hand.add('api role', 'Jamf Pro', 'Create or update an API role');
	await hand.express('privileges', '$json.privileges');
	await hand.fill('displayName', 'Created for two operations');
	await hand.close();
	await hand.run();
	const role = simulator.state.roles.values().find(({ displayName }) => displayName === 'Created for two operations');
	// An option of Create reads the building.
	assert.deepEqual([...(role?.privileges ?? [])].sort(), ['Create Buildings', 'Read Buildings', 'Read Scripts']);
}
