import {
	type GeneratedNode,
	generateNode,
	isServed,
	listRefusals,
	listSubjects,
	useNode,
} from '../../harness/leastPrivilege';
import { TestBench } from '../../harness/testBench';

/** `ROLE_WORKFLOWS=200` covers every operation of both nodes; `ROLE_SEED` repeats a run. */
const WORKFLOWS = 200;
const count = Number(process.env.ROLE_WORKFLOWS ?? 3);
const seed = Number(process.env.ROLE_SEED ?? 1);
const VERSIONS = ['11.26.0', '11.30.1', '11.32.0'];

let state = seed;
/** A small linear congruential generator. */
const random = () => {
	state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
	return state / 2 ** 32;
};

const subjects = listSubjects(random);
const size = Math.ceil(subjects.length / WORKFLOWS);
const workflows = Array.from({ length: count }, (_, index) => ({
	name: `workflow ${index + 1} of seed ${seed} on ${VERSIONS[index % VERSIONS.length]}`,
	version: VERSIONS[index % VERSIONS.length] ?? '',
	chosen: subjects.slice(index * size, (index + 1) * size),
}));

const open = async (serverVersion: string) =>
	await TestBench.open({ computers: 3, serverVersion, tokenLifetimeSeconds: 3600 });

/** The refusals of a workflow that runs with these privileges on a new server. */
async function findRefusals(version: string, nodes: readonly GeneratedNode[], privileges: string[], stops: boolean) {
	const bench = await open(version);
	bench.signInWith(privileges);
	for (const node of nodes) {
		await useNode(bench, node);
		if (stops && listRefusals(bench).length > 0) break;
	}
	const refusals = listRefusals(bench);
	await bench.close();
	return refusals;
}

interface Role {
	privileges: string[];
	details: Array<{ privilege: string; certain: boolean }>;
}

test.each(workflows)('$name: no privilege is missing, and none is superfluous', async ({ version, chosen }) => {
	const bench = await open(version);
	const nodes: GeneratedNode[] = [];
	for (const subject of chosen) if (isServed(bench, subject)) nodes.push(await generateNode(bench, subject, random));
	const { json } = await bench.pro('apiRole', 'getRequiredPrivileges', { workflows: JSON.stringify({ nodes }) });
	await bench.close();
	const { privileges, details } = json[0] as unknown as Role;
	const names = nodes.map(({ name }) => name);
	const missing = await findRefusals(version, nodes, privileges, false);
	expect({ names, privileges, missing }).toEqual({ names, privileges, missing: [] });
	const superfluous: string[] = [];
	for (const { privilege, certain } of details) {
		if (!certain) continue;
		const others = privileges.filter((each) => each !== privilege);
		if ((await findRefusals(version, nodes, others, true)).length === 0) superfluous.push(privilege);
	}
	expect({ names, superfluous }).toEqual({ names, superfluous: [] });
});

test('all workflows together cover every operation', () => {
	expect(size * WORKFLOWS).toBeGreaterThanOrEqual(subjects.length);
});
