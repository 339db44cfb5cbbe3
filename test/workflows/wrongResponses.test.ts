import type { INodeParameters } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

/** Responses with status 200 from something between n8n and Jamf Pro. */
const ANYWHERE: Record<string, string> = {
	'an empty body': '',
	'white space': ' \n',
	null: 'null',
	'an empty object': '{}',
	'a text': '"OK"',
	'a list of nothing': '[null]',
	'a fault of a gateway': '{"fault":{"faultstring":"Service unavailable","detail":{"errorcode":"down"}}}',
	'an error': '{"httpStatus":503,"errors":[{"code":"UNAVAILABLE","description":"try later","id":"0","field":null}]}',
	'a maintenance notice': '{"status":"maintenance","message":"Jamf Pro is starting"}',
	'a login page': '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>',
	'a login page in XHTML':
		'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title></head><body/></html>',
};

const PRO_OBJECT = {
	...ANYWHERE,
	'an empty list': '[]',
	'a list': '[{"id":"1","name":"A","priority":9}]',
	'a page of the list': '{"totalCount":1,"results":[{"id":"1","name":"A","priority":9}]}',
	'another object of the resource': '{"id":"2","name":"B","priority":9}',
	'an object of another resource': '{"id":"1","displayName":"Readers","privileges":["Read Computers"]}',
	'a part of the object': '{"id":"1","name":"A","prio',
};
const PRO_SETTINGS = {
	...PRO_OBJECT,
	'other settings': '{"enabled":true,"server":"mail.example.com"}',
	'a part of the settings': '{"checkInFrequency":15,"createHo',
};
const PRO_LIST = {
	...ANYWHERE,
	'a bare list': '[]',
	'an object': '{"id":"1","name":"A","priority":9}',
	'another page': '{"totalCount":3,"results":[]}',
	'too few rows': '{"totalCount":3,"results":[{"id":"1","name":"A","priority":9}]}',
	'a list of another resource':
		'{"totalCount":1,"results":[{"id":"1","displayName":"Readers","privileges":["Read Computers"]}]}',
	'a part of the list': '{"totalCount":3,"results":[{"id":"1","na',
};
const CLASSIC_OBJECT = {
	...ANYWHERE,
	'an empty list': '[]',
	'a list': '{"categories":[{"id":1,"name":"A"}]}',
	'another object of the resource': '{"category":{"id":2,"name":"B","priority":9}}',
	'an object of another resource': '{"building":{"id":1,"name":"A"}}',
	'an object without its root': '{"id":1,"name":"A","priority":9}',
	'an empty root': '{"category":{}}',
	'a part of the object': '{"category":{"id":1,"na',
};
const CLASSIC_LIST = {
	...ANYWHERE,
	'a bare list': '[]',
	'an object': '{"category":{"id":1,"name":"A","priority":9}}',
	'a list of another resource': '{"buildings":[{"id":1,"name":"A"}]}',
	'a text for the list': '{"categories":"none"}',
	'a part of the list': '{"categories":[{"id":1,',
};
/** Documents that are read as XML. */
const toXml = (root: string, item: string): Record<string, string> => ({
	...ANYWHERE,
	'an empty list': '[]',
	'another object of the resource': `<${root}><general><id>2</id></general><id>2</id></${root}>`,
	'an object of another resource': '<category><id>1</id><name>A</name></category>',
	'a list': `<${item}><size>1</size><${root}><id>1</id></${root}></${item}>`,
	'an empty root': `<${root}/>`,
	'a part of the object': `<${root}><id>1</id><general><id>1</id>`,
});

interface Kind {
	name: string;
	node: string;
	parameters: INodeParameters;
	path: RegExp;
	bodies: Record<string, string>;
}

const one = { id: locator('id', '1') };
const json = (value: object): INodeParameters => ({ bodyMode: 'json', body: JSON.stringify(value) });
const set = (value: INodeParameters): INodeParameters => ({ fields: { mappingMode: 'defineBelow', value } });
const pro = (name: string, resource: string, operation: string, given: INodeParameters, path: RegExp, bodies: object) =>
	({ name, node: JAMF_PRO, parameters: { resource, operation, ...given }, path, bodies }) as Kind;
const classic = (...[name, ...rest]: Parameters<typeof pro>): Kind => ({ ...pro(name, ...rest), node: JAMF_CLASSIC });

const KINDS: Kind[] = [
	pro('Get', 'category', 'get', one, /v1\/categories\/1$/, PRO_OBJECT),
	pro('Get Many', 'category', 'getAll', { returnAll: true }, /v1\/categories\b/, PRO_LIST),
	pro('Get of settings', 'checkIn', 'get', {}, /check-in$/, PRO_SETTINGS),
	pro('Get of settings with a status', 'cloudDistributionPoint', 'get', {}, /cloud-distribution-point$/, PRO_SETTINGS),
	pro('Get by name', 'category', 'get', { id: locator('name', 'A') }, /v1\/categories\b/, PRO_LIST),
	pro('Update', 'category', 'update', { ...one, ...set({ name: 'B' }) }, /v1\/categories\/1$/, PRO_OBJECT),
	pro('Update of settings', 'checkIn', 'update', set({ checkInFrequency: 15 }), /check-in$/, PRO_SETTINGS),
	pro('Delete by name', 'category', 'delete', { id: locator('name', 'A') }, /v1\/categories\b/, PRO_LIST),
	classic('Classic Get', 'category', 'get', one, /categories\/id\/1$/, CLASSIC_OBJECT),
	classic('Classic Get Many', 'category', 'getAll', { returnAll: true }, /JSSResource\/categories$/, CLASSIC_LIST),
	classic('Classic Get of settings', 'activationCode', 'get', {}, /activationcode$/, {
		...CLASSIC_OBJECT,
		'an empty root': '{"activation_code":{}}',
	}),
	classic(
		'Classic Update of a part of a scope',
		'policy',
		'update',
		{ ...one, ...json({ scope: { computers: [{ id: 1 }] } }) },
		/policies\/id\/1$/,
		toXml('policy', 'policies'),
	),
	classic(
		'Classic Add Members',
		'computerGroup',
		'addMembers',
		{ ...one, membersBy: 'id', members: '1' },
		/computergroups\/id\/1$/,
		toXml('computer_group', 'computer_groups'),
	),
];

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 2 });
	// Reads are retried without a delay.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
});

test('covers 13 kinds of reads with at least 16 wrong bodies each', () => {
	expect(KINDS).toHaveLength(13);
	for (const { name, bodies } of KINDS) expect([name, Object.keys(bodies).length >= 16]).toEqual([name, true]);
});

const trials = KINDS.flatMap((kind) => Object.entries(kind.bodies).map(([title, body]) => ({ ...kind, title, body })));

test.each(trials)('$name: rejects $title', async ({ node, parameters, path, body }) => {
	const contentType = body.startsWith('<') ? 'application/xml' : 'application/json';
	bench.simulator.fault({ kind: 'status', status: 200, body, contentType, method: 'GET', path });
	const { error } = await bench.engine.runNode(node, parameters);
	expect(error).toBeDefined();
	// "There is no category" would be a claim about the server.
	expect(error?.message).toMatch(
		/^The (server's response|server returned (a web page|a different list|the object)|list is incomplete)/,
	);
	expect(error?.message).not.toMatch(/There is no/);
	expect(bench.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});
