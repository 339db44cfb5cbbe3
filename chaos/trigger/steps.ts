import fc from 'fast-check';
import type { Settings } from './installation';
import type { Fields, Strike } from './jamfModel';

/** One step of a history; `node` is the number of an installation. */
export type Step =
	| { kind: 'activate'; node: number; strike: Strike | undefined; lag: number }
	| { kind: 'deactivate'; node: number; strike: Strike | undefined }
	| { kind: 'republish'; node: number; settings: Settings; strike: Strike | undefined }
	| { kind: 'restart'; node: number; checks: boolean }
	| { kind: 'loseStaticData'; node: number }
	| { kind: 'changeUrl'; node: number; base: string }
	| { kind: 'editByAdmin'; pick: number; fields: Fields }
	| { kind: 'deleteByAdmin'; pick: number }
	| { kind: 'copyByAdmin'; pick: number }
	| { kind: 'addForeign'; name: string }
	| { kind: 'emit'; event: string; times: number; forged: boolean };

const EVENTS = ['ComputerAdded', 'PushSent', 'RestAPIOperation', 'SmartGroupComputerMembershipChange'];
export const NODES = [
	{ instance: 'a', path: 'webhook/1/webhook' },
	{ instance: 'a', path: 'webhook-test/1/webhook' },
	{ instance: 'a', path: 'webhook/2/webhook' },
	{ instance: 'b', path: 'webhook/1/webhook' },
];

const node = fc.nat(NODES.length - 1);
const pick = fc.nat(30);
const strike = fc.option(
	fc.record<Strike>({
		at: fc.nat(12),
		kind: fc.constantFrom('crash', 'fault'),
		when: fc.constantFrom('before', 'after'),
	}),
	{ nil: undefined },
);
const settings = fc.record<Settings>({
	events: fc.uniqueArray(fc.constantFrom(...EVENTS), { minLength: 1 }),
	group: fc.constantFrom(-1, 4, 9),
	prefix: fc.constantFrom('n8n', '', 'Ops 0123456789ab', '🚀 team'),
	workflow: fc.constantFrom('Enrollments', 'x'.repeat(120), 'Ünïcode "quoted" <b>', ''),
	readTimeout: fc.constantFrom(2, 15),
});
const edits = fc.constantFrom<Fields>(
	{ enabled: false },
	{ content_type: 'text/xml' },
	{ url: 'https://elsewhere.example.com/' },
	{ event: 'JSSStartup' },
	{ header: '{"X-Webhook-Secret":"guessed"}' },
	{ authentication_type: 'NONE', header: '' },
);
const foreignNames = fc.constantFrom(
	'Splunk',
	'n8n ComputerAdded',
	'n8n 0123456789ab ComputerAdded Enrollments',
	'ServiceNow',
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('activate' as const), node, strike, lag: fc.nat(2) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('deactivate' as const), node, strike }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('republish' as const), node, settings, strike }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const), node, checks: fc.boolean() }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('loseStaticData' as const), node }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('changeUrl' as const),
			node,
			base: fc.constantFrom('https://new.example.com/base', 'https://n8n.example.com'),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('editByAdmin' as const), pick, fields: edits }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteByAdmin' as const), pick }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('copyByAdmin' as const), pick }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('addForeign' as const), name: foreignNames }) },
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('emit' as const),
			event: fc.constantFrom(...EVENTS),
			times: fc.integer({ min: 1, max: 3 }),
			forged: fc.boolean(),
		}),
	},
);

/** Histories of four nodes on one server, and whether each node should be active at the end. */
export const histories = fc.record({
	steps: fc.array(step, { minLength: 3, maxLength: 25 }),
	start: fc.array(settings, { minLength: NODES.length, maxLength: NODES.length }),
	ends: fc.array(fc.boolean(), { minLength: NODES.length, maxLength: NODES.length }),
});

export type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;
