import type { FaultRule } from '../../simulator';

type Rule<Kind = FaultRule> = Kind extends FaultRule
	? Omit<Kind, 'method' | 'path' | 'times' | 'after' | 'probability'>
	: never;

/** One way in which a request fails. */
export interface FaultCase {
	name: string;
	/** Before the handler runs, while its response is sent, or after it has run, with another response or none. */
	phase: 'after' | 'before' | 'during';
	rule: Rule;
	/** Whether a read that meets the fault once must still succeed. `api`: except a token exchange, as the server does not look like Jamf Pro. */
	retried?: 'all' | 'api';
	/** Only detectable in JSON responses. */
	jsonOnly?: true;
	/** Only detectable in the responses of reads: the content of write responses is not documented for all operations. */
	readsOnly?: true;
}

const status = (code: number, more: Partial<Extract<FaultRule, { kind: 'status' }>> = {}): Rule => ({
	kind: 'status',
	status: code,
	retryAfter: '0',
	...more,
});

/** The target of a redirect that must not be followed with a token. Nothing listens there. */
const ELSEWHERE = 'http://127.0.0.1:1/elsewhere';

const createFaultCase =
	(phase: FaultCase['phase']) =>
	(name: string, rule: Rule, retried?: FaultCase['retried']): FaultCase => ({
		name,
		phase,
		rule: phase === 'after' ? { ...rule, late: true } : rule,
		...(retried && { retried }),
	});
const [before, during, after] = [createFaultCase('before'), createFaultCase('during'), createFaultCase('after')];

const FAULT = '{"fault":{"faultstring":"Service unavailable"}}';

/** A response with status 200 that is an error. */
const insteadOfAny = (name: string, body: string): FaultCase =>
	before(`${name}, 200`, status(200, { body, contentType: 'application/json' }), 'api');

/** A response with status 200 that is not the requested one. */
const instead = (name: string, body: string): FaultCase => ({ ...insteadOfAny(name, body), readsOnly: true });

/** Every fault of the simulator in every phase where it applies. */
export const FAULT_CASES: readonly FaultCase[] = [
	before('latency', { kind: 'latency', ms: 15 }, 'all'),
	before('reset', { kind: 'resetBefore' }, 'all'),
	before('no response', { kind: 'noResponse' }, 'all'),
	before('400', status(400, { body: 'json' })),
	before('401', status(401, { body: 'json' }), 'all'),
	before('403', status(403, { body: 'json' })),
	before('404', status(404)),
	before('408', status(408), 'all'),
	before('409', status(409, { body: 'json' })),
	before('429', status(429), 'all'),
	before('500', status(500, { body: 'json' }), 'all'),
	before('502, huge page', { kind: 'hugeErrorPage', status: 502, bytes: 300_000 }, 'all'),
	before('503', status(503), 'all'),
	before('504', status(504), 'all'),
	before('firewall', { kind: 'wafForbidden' }),
	before('login page, 200', { kind: 'html200' }, 'api'),
	before('redirect', { kind: 'redirect', status: 302, location: ELSEWHERE }),
	before('redirect loop', { kind: 'redirect', status: 307, location: '' }, 'api'),
	during('reset, request', { kind: 'resetDuring' }, 'all'),
	during('cut head', { kind: 'cutHead' }, 'all'),
	during('not HTTP', { kind: 'garbage' }, 'all'),
	during('cut body', { kind: 'cutBody' }, 'all'),
	during('stalled body', { kind: 'stalledBody' }, 'all'),
	during('slow body', { kind: 'slowBody', bytesPerChunk: 2000, intervalMs: 5 }, 'all'),
	during('endless body', { kind: 'endlessBody', intervalMs: 3000 }, 'all'),
	{ ...during('cut JSON', { kind: 'invalidJson' }, 'api'), jsonOnly: true },
	after('reset', { kind: 'resetAfter' }, 'all'),
	after('no response', { kind: 'noResponse' }, 'all'),
	after('408', status(408), 'all'),
	after('500', status(500, { body: 'json' }), 'all'),
	after('502', status(502), 'all'),
	after('503', status(503), 'all'),
	after('504', status(504), 'all'),
	after('login page, 200', { kind: 'html200' }, 'api'),
	after('redirect', { kind: 'redirect', status: 302, location: ELSEWHERE }),
	after('closed socket', { kind: 'closeAfter' }, 'all'),
	insteadOfAny('maintenance notice', '{"status":"maintenance","message":"Jamf Pro is starting"}'),
	insteadOfAny('fault of a gateway', FAULT),
	after('fault of a gateway, 200', status(200, { body: FAULT, contentType: 'application/json' }), 'api'),
	instead('empty', ''),
	instead('another object', '{"id":"987654","name":"Other","city":"Other","general":{"name":"Other"}}'),
	instead('another page', '{"totalCount":230,"results":[]}'),
	instead('list of another resource', '{"totalCount":1,"results":[{"id":"1","displayName":"Other"}]}'),
];

/** The timeout of a request under a fault that only a timeout ends. */
export const TIMEOUT_MS = 1_500;
/** One that a busy machine does not reach. */
export const LONG_TIMEOUT_MS = 120_000;
const TIMEOUT_FAULTS = new Set(['endlessBody', 'noResponse', 'stalledBody']);

/** Whether only a timeout ends a request under this fault. */
export const endsByTimeout = ({ rule }: FaultCase): boolean => TIMEOUT_FAULTS.has(rule.kind);

/** The Timeout option for a request under this fault. */
export const timeoutFor = (fault: FaultCase): number => (endsByTimeout(fault) ? TIMEOUT_MS : LONG_TIMEOUT_MS);
