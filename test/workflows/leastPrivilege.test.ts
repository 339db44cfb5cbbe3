import { listHandwrittenForms } from '../../harness/forms/handwrittenForm';
import { type GeneratedNode, generateNode, isHandwritten } from '../../harness/leastPrivilege/generate';
import {
	describeSubject,
	type GeneratedWorkflow,
	generateWorkflows,
	listOperations,
} from '../../harness/leastPrivilege/subjects';
import { findRefusals, isRefusedWithout, openBench } from '../../harness/leastPrivilege/trial';
import { createRandom } from '../../harness/random';
import type { TestBench } from '../../harness/testBench';
import type { Simulator } from '../../simulator';

/** `ROLE_WORKFLOWS=200` tries all of them; `ROLE_FIRST` starts with another one; `ROLE_SEED` generates others. */
const WORKFLOWS = 200;
const count = Number(process.env.ROLE_WORKFLOWS ?? 3);
const first = Number(process.env.ROLE_FIRST ?? 1);
const seed = Number(process.env.ROLE_SEED ?? 1);
const VERSIONS = ['11.19.0', '11.30.1', '11.32.0'];

interface Role {
	privileges: string[];
	details: Array<{ privilege: string; certain: boolean; reasons: string[] }>;
	/** Privileges of which one is needed, depending on the type of an object or device. */
	oneOf: string[][];
	unknown: string[];
}

const opened: TestBench[] = [];
const open = async (version: string) => {
	const bench = await openBench(version);
	opened.push(bench);
	return bench;
};
afterEach(async () => {
	for (const bench of opened.splice(0)) await bench.close();
});

let workflows: GeneratedWorkflow[];
beforeAll(async () => {
	const servers = new Map<string, Simulator['routes']>();
	for (const version of VERSIONS) {
		servers.set(version, (await open(version)).simulator.routes);
	}
	workflows = generateWorkflows(createRandom(seed), WORKFLOWS, servers);
});

/**
 * A run that lacks a privilege that is not certain must be refused as well, unless the run did not need it: one of several, depending on
 * the type of an object or device, where the run without all of them must be refused; or a request that depends on an expression. These
 * are counted by reason.
 */
const BY_TYPE = /, depending on the type of the (device|object)(,|$)/;
const BY_EXPRESSION: Record<string, RegExp> = {
	'reads before an update whose body is an expression':
		/, (if|depending on) the body, which is only known during a run/,
	'the full record of an object that Jamf did not create': /, if Return Full Record is on, which is only known/,
};

const totals = { workflows: 0, nodes: 0, tools: 0, certain: 0, uncertain: 0, unknown: 0 };
const unneeded: Record<string, number> = {};
const countUnneeded = (kind: string) => (unneeded[kind] = (unneeded[kind] ?? 0) + 1);

const numbers = Array.from({ length: count }, (_, index) => first + index);

test.each(numbers)(`workflow %i of seed ${seed}: no privilege is missing, and none is superfluous`, async (number) => {
	const { version, subjects } = workflows[number - 1] ?? { version: '', subjects: [] };
	const random = createRandom(seed * 1_000 + number);
	const author = await open(version);
	const nodes: GeneratedNode[] = [];
	for (const [index, subject] of subjects.entries()) nodes.push(await generateNode(author, subject, index + 1, random));
	const { json } = await author.pro('apiRole', 'getRequiredPrivileges', {
		workflows: JSON.stringify({ nodes: nodes.map(({ name, type, parameters }) => ({ name, type, parameters })) }),
	});
	const { privileges, details, oneOf, unknown } = json[0] as unknown as Role;
	const context = { version, nodes: nodes.map(({ name, parameters }) => ({ name, parameters })), privileges };
	const bench = await open(version);
	const missing = await findRefusals(bench, nodes, privileges);
	expect({ ...context, missing }).toEqual({ ...context, missing: [] });
	const isNeeded = async (removed: readonly string[], reasons: readonly string[]) => {
		const declaring = nodes.filter(({ name }) => reasons.some((reason) => reason.startsWith(`"${name}" (`)));
		return await isRefusedWithout(bench, version, declaring, privileges, removed);
	};
	const superfluous: object[] = [];
	for (const { privilege, certain, reasons } of details) {
		totals[certain ? 'certain' : 'uncertain']++;
		if (await isNeeded([privilege], reasons)) continue;
		const byType = reasons.filter((reason) => BY_TYPE.test(reason));
		const sharing = details.filter((each) => each.reasons.some((reason) => byType.includes(reason)));
		const sets = [
			...oneOf.filter((set) => set.includes(privilege)),
			// One of those of a request that depends on an expression too.
			...(byType.length > 0 ? [sharing.map((each) => each.privilege)] : []),
		];
		let areNeeded = sets.length > 0;
		for (const set of sets) areNeeded &&= await isNeeded(set, reasons);
		const kind = Object.keys(BY_EXPRESSION).find((each) => reasons.some((reason) => BY_EXPRESSION[each]?.test(reason)));
		if (!certain && areNeeded) countUnneeded('one of several, by type');
		else if (!certain && kind !== undefined) countUnneeded(kind);
		else superfluous.push({ privilege, certain, reasons });
	}
	expect({ ...context, superfluous }).toEqual({ ...context, superfluous: [] });
	totals.workflows++;
	totals.nodes += nodes.length;
	totals.tools += nodes.filter(({ type }) => type.endsWith('Tool')).length;
	totals.unknown += unknown.length;
});

test('every hand-written operation has parameters to try', async () => {
	const bench = await open('11.32.0');
	const operations = listOperations().filter(isHandwritten);
	for (const { api, resource, operation } of operations) {
		const forms = await listHandwrittenForms(bench, { api, resource: resource.value, operation });
		expect({ name: `${api} ${resource.value}.${operation.value}`, count: forms.length > 0 }).toMatchObject({
			count: true,
		});
	}
});

test('the workflows together use every operation of both nodes, generic requests, HTTP Request nodes and both triggers', () => {
	const used = new Set(workflows.flatMap(({ subjects }) => subjects.map(describeSubject)));
	const operations = listOperations().map(describeSubject);
	expect(operations.filter((name) => !used.has(name))).toEqual([]);
	const counted = (kind: string) =>
		workflows.flatMap(({ subjects }) => subjects).filter((each) => each.kind === kind).length;
	process.stdout.write(
		`${WORKFLOWS} workflows of seed ${seed} use ${operations.length} operations, ${counted('request')} generic requests, ${counted('httpRequest')} HTTP Request nodes and ${counted('trigger')} triggers\n`,
	);
	const tried = `${totals.workflows} of them tried on servers of ${VERSIONS.join(', ')}: ${totals.nodes} nodes (${totals.tools} as tools)`;
	process.stdout.write(
		`${tried}; with exactly the computed role 0 refusals; ${totals.certain} certain privileges, each refused when removed; ${totals.uncertain} that depend on something, of which not refused when removed: ${JSON.stringify(unneeded)}; ${totals.unknown} statements about what is not known\n`,
	);
});
