import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../simulator';
import { Session } from './testClient';
import { accountRules } from './writeRules/accounts';
import { appRules } from './writeRules/apps';
import { deviceRules } from './writeRules/devices';
import { generalRules } from './writeRules/general';
import { policyRules } from './writeRules/policies';
import { profileRules } from './writeRules/profiles';
import { addressOf, textsOf, type WriteRule } from './writeRules/rule';
import { scopeRules } from './writeRules/scopes';
import { serverRules } from './writeRules/server';

const ROOT = '/JSSResource';
const RULES = [
	...generalRules,
	...scopeRules,
	...policyRules,
	...profileRules,
	...appRules,
	...deviceRules,
	...accountRules,
	...serverRules,
];

let simulator: Simulator;
let administrator: Session;
let user = '';
let names = 0;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 30, tokenLifetimeSeconds: 3600 });
	simulator.state.classic.directoryGroups = ['Staff', 'Teachers'];
	administrator = await Session.open(simulator);
	user = textsOf((await administrator.get(`${ROOT}/users/id/1`)).text).name ?? '';
});
afterAll(() => simulator.close());

const idIn = (text: string): number => Number(/<id>(\d+)<\/id>/.exec(text)?.[1]);

async function run(rule: WriteRule): Promise<void> {
	const { type, stored, before = [], given, sent, reads = {}, keeps, text, notText } = rule;
	const method = rule.method ?? (sent === undefined ? 'GET' : 'PUT');
	const fill = (body: string) => body.replaceAll('{name}', `Rule ${names}`).replaceAll('{user}', user);
	const address = addressOf(type);
	let id = 1;
	names++;
	const send = async (session: Session, how: string, at: string, body?: string) =>
		body === undefined ? await session.send(how, ROOT + at) : await session.xml(how, ROOT + at, fill(body));
	if (stored !== undefined) {
		const created = await send(administrator, 'POST', address.create, stored);
		expect([created.status, created.text]).toEqual([201, expect.stringMatching(/<id>\d+<\/id>/)]);
		id = idIn(created.text);
	}
	for (const body of before) expect((await send(administrator, 'PUT', address.object(id), body)).status).toBe(201);
	const restore = given?.(simulator, id);
	const client = rule.privileges && simulator.addClient({ privileges: [...rule.privileges] });
	const session = client ? await Session.open(simulator, client) : administrator;
	const at = rule.path ?? (method === 'POST' ? address.create : address.object(id));
	const response = await send(session, method, at, sent);
	expect([response.status, response.text]).toEqual([
		rule.status ?? (method === 'GET' ? 200 : 201),
		text === undefined
			? expect.any(String)
			: text instanceof RegExp
				? expect.stringMatching(text)
				: expect.stringContaining(text),
	]);
	if (notText !== undefined) expect(response.text).not.toContain(notText);
	if (method === 'POST' && response.status === 201) id = idIn(response.text);
	if (Object.keys(reads).length > 0) {
		const shown = method === 'GET' ? response : await administrator.get(ROOT + address.object(id));
		const texts = textsOf(shown.text);
		const found = Object.keys(reads).map((each) => [each, texts[each] ?? null]);
		const expected = Object.entries(reads).map(([each, value]) => [
			each,
			typeof value === 'string' ? fill(value).replaceAll('{id}', String(id)) : value && expect.stringMatching(value),
		]);
		expect(found).toEqual(expected);
	}
	if (keeps !== undefined) expect(simulator.state.classic.store(type).read(id)).toMatchObject(keeps);
	restore?.();
}

const named = RULES.map((rule): [string, string, string, WriteRule] => [rule.section, rule.type, rule.rule, rule]);

test.each(named)('jamf-behavior %s, %s: %s', async (_section, _type, _rule, rule) => await run(rule));

describe('the document', () => {
	const text = readFileSync(path.join(__dirname, '../../docs/jamf-behavior-classic.md'), 'utf8');
	const sections = [...text.matchAll(/^### (11\.\d+) /gm)].map(([, section]) => section);

	/** Sections about what servers return, without a rule for writes. */
	const READ_ONLY = ['11.31', '11.45', '11.60', '11.62'];

	test('has a row for each of its sections that is about writes', () => {
		const tried = new Set([...RULES.map(({ section }) => section), ...READ_ONLY]);
		expect(sections.length).toBeGreaterThan(50);
		expect(sections.filter((section) => !tried.has(section ?? ''))).toEqual([]);
		expect([...tried].filter((section) => !sections.includes(section))).toEqual([]);
	});

	test('has a row for each error text that it lists', () => {
		const [, table = ''] = /^### 11\.10 .*?$(.*?)^### /ms.exec(text) ?? [];
		const listed = [...table.matchAll(/^\| (`.*?`.*?) +\| /gm)].flatMap(([, cell = '']) =>
			[...cell.matchAll(/`([^`]+)`/g)].map(([, each = '']) => each),
		);
		// Only kinds of objects.
		const others = ['jss user', 'department'];
		const tried = RULES.map(({ text: given }) => String(given));
		const start = (each: string) => each.split(/ N\b| \(ID:N|: \.\.\./)[0] ?? each;
		expect(listed.length).toBeGreaterThan(20);
		expect(
			listed.filter((each) => !others.includes(each) && !tried.some((given) => given.includes(start(each)))),
		).toEqual([]);
	});
});
