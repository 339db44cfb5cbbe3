import fc from 'fast-check';
import { dialect as classic } from '../../nodes/JamfClassic/dialect';
import { handwritten as classicHandwritten } from '../../nodes/JamfClassic/operations';
import { dialect as pro } from '../../nodes/JamfPro/dialect';
import { handwritten } from '../../nodes/JamfPro/operations';
import { buildResources } from '../../nodes/shared/operations/resources';
import type { Operation } from '../../nodes/shared/description/operation';
import type { Dialect } from '../../nodes/shared/calls/dialect';
import { findFields } from '../../nodes/shared/catalogue/find';
import { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import { JamfClient } from '../../nodes/shared/transport/client';
import { CookieJar } from '../../nodes/shared/transport/http/cookieJar';
import { JamfError } from '../../nodes/shared/transport/errors/errors';
import { parseSettings } from '../../nodes/shared/transport/settings';
import { TokenCache } from '../../nodes/shared/transport/auth/tokenCache';
import { groupBy } from '../groupBy';
import type { SuiteOptions, SuiteResult } from '../suite';
import { UnhandledErrors } from '../process';
import { createFakeContext } from '../../harness/fakeContext';
import { countSteps } from './countSteps';
import { generateParameters } from './parameters';
import { SERVER, createFakeSend } from './fakeSend';

const CASES = 60;
const QUICK_SHARE = 12;

const settings = parseSettings({ serverUrl: SERVER, clientId: 'id', clientSecret: 'secret-of-the-client' });

/** Fields that the node may expect in a response. */
const EXPECTED = Object.fromEntries(
	pro.catalogue.resources
		.flatMap(({ operations }) => operations.flatMap(({ expects = [] }) => expects))
		.map((name) => [name, 'x']),
);

/** The response to every request: an object that is also a full or empty page. */
const OBJECT = {
	...EXPECTED,
	displayName: 'x',
	privileges: ['x'],
	id: '1',
	name: 'x',
	versionLock: 1,
	totalCount: 1,
	results: [{ ...EXPECTED, id: '1', name: 'x', displayName: 'x', general: { name: 'x' } }],
};
const RESPONSES: unknown[] = [OBJECT, OBJECT, { ...OBJECT, totalCount: 0, results: [] }];

interface Target {
	name: string;
	operation: Operation;
	fields: ReturnType<typeof findFields>;
}

/** Runs every operation of both nodes with invalid values in every parameter. */
export async function runFuzz({ seed, quick }: SuiteOptions): Promise<SuiteResult> {
	const unhandled = new UnhandledErrors();
	const { random } = Math;
	Math.random = () => 0; // no delay between attempts
	const all = [
		...listTargets('Jamf Pro', pro, handwritten),
		...listTargets('Jamf Classic', classic, classicHandwritten),
	];
	const targets = quick ? all.filter((_, index) => index % QUICK_SHARE === seed % QUICK_SHARE) : all;
	const tally = { cases: 0, succeeded: 0, refused: 0, sent: 0 };
	const found: Array<{ where: string; what: string }> = [];
	for (const target of targets) {
		const what = await fuzz(target, seed, quick ? CASES / 10 : CASES, tally);
		if (what !== undefined) found.push({ where: target.name, what });
	}
	Math.random = random;
	const kinds = groupBy(found, ({ what }) => what.split('\n')[0] ?? '');
	return {
		figures: [
			['operations', targets.length],
			['parameters', targets.reduce((sum, { operation }) => sum + operation.properties.length, 0)],
			['cases', tally.cases],
			['refused with a typed error', tally.refused],
			['carried out', tally.succeeded],
			['requests checked', tally.sent],
		],
		failures: [
			...[...kinds.values()].map((same) => `${same.length} operations, such as ${same[0]?.where}: ${same[0]?.what}`),
			...unhandled.stop().map((error) => `unhandled: ${error}`),
		],
	};
}

function listTargets(node: string, dialect: Dialect, own: Parameters<typeof buildResources>[1]): Target[] {
	return buildResources(dialect, own).flatMap(({ value, operations }) =>
		operations.map((operation) => ({
			name: `${node} ${value}.${operation.value}`,
			operation,
			fields: findFields(dialect.fields(), value, operation.value),
		})),
	);
}

/** Returns the defect that was found, or `undefined`. */
async function fuzz({ operation, fields = [] }: Target, seed: number, numRuns: number, tally: Record<string, number>) {
	const cases = fc.tuple(generateParameters(operation.properties, fields), fc.constantFrom(...RESPONSES));
	const property = fc.asyncProperty(cases, async ([parameters, response]) => {
		const { send, sent, defects } = createFakeSend(response);
		const jamf = new JamfClient(settings, { send, tokens: new TokenCache(), jar: new CookieJar() });
		tally.cases!++;
		try {
			const item = new ItemParameters(createFakeContext(parameters), 0);
			const items = await countSteps(operation.run(jamf, item), sent);
			if (!items.every(({ json }) => typeof json === 'object' && json !== null))
				throw new Error('an item without an object');
			tally.succeeded!++;
		} catch (error) {
			if (!isTypedError(error)) throw error;
			tally.refused!++;
		} finally {
			tally.sent! += sent();
		}
		// Not thrown in the fake itself, because the client would treat the error as a connection error.
		if (defects[0] !== undefined) throw new Error(defects[0]);
		if ('polluted' in {}) throw new Error('the prototype of all objects was changed');
	});
	const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns, endOnFailure: true });
	if (!failed) return undefined;
	return `${String(errorInstance)}\n    ${formatExample(counterexample).slice(0, 600)}`;
}

function isTypedError(error: unknown): boolean {
	return error instanceof JamfError || (error instanceof Error && /^Node(Api|Operation)Error$/.test(error.name));
}

function formatExample(value: unknown): string {
	try {
		return fc.stringify(value);
	} catch {
		return 'too deep to be shown';
	}
}
