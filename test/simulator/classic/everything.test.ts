import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElementRow } from '../../../nodes/shared/catalogue/elements';
import { type Simulator, startSimulator } from '../../../simulator';
import { parseXml, type XmlElement } from '../../../simulator/classic/xml';
import { Classic, idIn, type Row } from './classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 30, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const SOURCE = path.join(__dirname, '../../../catalogue/sources/classic.json');
const PREFIX = '/JSSResource';
const classicRoutes = () => simulator.routes.filter((route) => route.path.startsWith(PREFIX));

it('every operation of the document has a route', () => {
	const { paths } = JSON.parse(readFileSync(SOURCE, 'utf8')) as { paths: Record<string, Row> };
	const wanted = Object.entries(paths).flatMap(([template, methods]) =>
		['get', 'post', 'put', 'delete']
			.filter((method) => method in methods)
			.map((method) => `${method.toUpperCase()} ${template}`),
	);
	// One creates with the id 0; the names of placeholders are nobody's concern.
	const plain = (route: string) =>
		route.replace(/^(POST .*)\/(id|userid|groupid)\/(\{\w+\}|0)$/, '$1/$2/0').replace(/\{[^/]+\}/g, '{}');
	const served = new Set(
		classicRoutes().map(({ method, path: template }) => plain(`${method} ${template.slice(PREFIX.length)}`)),
	);
	expect(wanted.filter((route) => !served.has(plain(route)))).toEqual([]);
	expect(wanted).toHaveLength(444);
});

/** Something that exists, for every placeholder. */
function filled(template: string): string {
	const [, , type = '', key = ''] = template.split('/');
	const { state } = simulator;
	const devices = /^mobiledevice(s|history)/.test(type) ? 'mobiledevices' : 'computers';
	const isDevice =
		/^(mobiledevices|computers|computer(history|management|applicationusage|hardwaresoftwarereports)|mobiledevicehistory)$/.test(
			type,
		);
	const path = isDevice
		? devices
		: type === 'accounts'
			? `accounts/${key.startsWith('group') ? 'group' : 'user'}`
			: type;
	const object = state.classic.store(path).read(1) ?? {};
	const flat: Row = { ...object, ...(object.general as Row | undefined) };
	const values: Row = {
		'{start_date}_{end_date}': '2026-09-01_2026-09-30',
		'{subset}': 'General',
		'{createdBy}': 'jss',
		'{category}': 'Applications',
		'{match}': '*',
		'{matchname}': '*',
		'{name}': flat.name,
		'{username}': flat.name,
		'{groupname}': flat.name,
		'{serialnumber}': flat.serial_number,
		'{macaddress}': flat.mac_address || flat.wifi_mac_address,
		'{udid}': flat.udid,
		'{uuid}': flat.uuid,
		'{email}': flat.email,
		'{bundleid}': flat.bundle_id,
		'{extension}': flat.extension,
		'{invitation}': flat.invitation,
	};
	return template
		.split('/')
		.map((segment) => (segment.startsWith('{') ? encodeURIComponent(String(values[segment] ?? 1)) : segment))
		.join('/');
}

it('every reading answers well-formed XML and JSON', async () => {
	const command = await classic.post('/computercommands/command/UpdateInventory/id/1');
	const mobile = await classic.post('/mobiledevicecommands/command/UpdateInventory/id/1');
	const uuidIn = (text: string) => /uuid>([^<]+)</.exec(text)?.[1] ?? '';
	// Two types fail by name, as the real ones do (jamf-behavior 5.6).
	const routes = classicRoutes().filter(
		({ method, path: template }) => method === 'GET' && !/(directorybindings|ldapservers)\/name/.test(template),
	);
	const failures: string[] = [];
	for (const { path: template } of routes) {
		const uuid = uuidIn((template.includes('mobile') ? mobile : command).text);
		const address = /commands\/(uuid|status)\//.test(template) ? template.replace(/\{\w+\}/, uuid) : filled(template);
		const xml = await classic.session.get(address);
		const json = await classic.session.get(address, { accept: 'application/json' });
		const isFine = xml.status === 200 && Object.keys(json.json ?? {}).length === 1 && parseXml(xml.text).name !== '';
		if (!isFine) failures.push(`${address} ${xml.status}`);
	}
	expect(failures).toEqual([]);
	expect(routes.length).toBeGreaterThan(250);
});

/** Payloads decay with each writing (PI-827), notifications end; the file of a script has the name of the script. */
const ELSEWHERE = new Set(['payloads', 'notification', 'filename']);

/** What an object says and a client may write, but for its id and name. */
function content(xml: string, elements: readonly ElementRow[]): string {
	const shown = ({ children, text }: XmlElement, rows: readonly ElementRow[] = []): unknown[] => [
		...(children.length > 0 || text === '' ? [] : [text]),
		...children.flatMap((element) => {
			const row = rows.find(({ name }) => name === element.name) ?? { of: rows };
			return 'readOnly' in row || ELSEWHERE.has(element.name) ? [] : [[element.name, shown(element, row.of)]];
		}),
	];
	return JSON.stringify(shown(parseXml(xml), elements))
		.replace(/\["id",\["\d+"\]\],?/, '')
		.replace(/\["name",\["[^"]*"\]\],?/, '');
}

it('every type takes back what it shows: created anew, changed, deleted', async () => {
	const done: string[] = [];
	for (const { path: type, elements, operations } of simulator.state.classic.schema.types.values()) {
		const [segment = '', kind] = type.split('/');
		const base = `/${segment}/${kind ?? ''}id/`;
		const can = (method: string, template: string) =>
			operations.some((row) => row.method === method && row.path === base + template);
		if (!can('POST', '0') || !can('DELETE', '{id}') || type === 'computers') continue;
		const { text } = await classic.get(`${base}1`);
		const [, name = ''] = /<name>([^<]*)<\/name>/.exec(text) ?? [];
		const body = name === '' ? text : text.replace(`<name>${name}</name>`, '<name>Another</name>');
		const created = await classic.post(`${base}0`, body);
		const address = base + String(idIn(created));
		const read = async () => (await classic.get(address)).text;
		const before = content(text, elements);
		expect([type, created.status, content(await read(), elements)]).toEqual([type, 201, before]);
		if (can('PUT', '{id}')) {
			expect((await classic.put(address, await read())).status).toBe(201);
			expect([type, content(await read(), elements)]).toEqual([type, before]);
		}
		await classic.remove(address);
		expect([type, (await classic.get(address)).status]).toEqual([type, 404]);
		done.push(type);
	}
	expect(done.length).toBeGreaterThan(40);
});
