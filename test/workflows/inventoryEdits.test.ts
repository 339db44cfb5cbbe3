import type { INodeParameters } from 'n8n-workflow';
import { PollHost } from '../../harness/pollHost';
import { SavedWorkflow } from '../../harness/savedWorkflow';
import { TestBench } from '../../harness/testBench';
import { buildFeedWorkflow } from './feedWorkflow';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 8 });
});
afterEach(async () => await bench.close());

const FIND_EDITS = { options: { rememberContent: true, fullComparisonHours: 0 } };
const SELECTED = { ...FIND_EDITS, output: 'selected', outputFields: 'general.name, general.assetTag' };

function setAssetTag(id: number, assetTag: string): void {
	const { computers } = bench.simulator.state;
	computers.change(computers.read(id) ?? { id, changes: {} }, { general: { assetTag } });
}

test('Get Changes with another Output remembers the current state, says so, and then finds edits again', async () => {
	const workflow = new SavedWorkflow(bench.engine);
	const run = async (get: INodeParameters) => await workflow.run(buildFeedWorkflow(bench.engine, { get }));
	expect((await run(FIND_EDITS)).items('Get')).toHaveLength(8);
	const changed = await run(SELECTED);
	expect(changed.items('Get')).toEqual([]);
	expect(changed.hints('Get').join()).toMatch(/the next one reports edits again/);
	setAssetTag(4, 'A-999');
	const edited = await run(SELECTED);
	expect(edited.items('Get')).toMatchObject([{ change: 'changed', id: '4' }]);
	expect(edited.hints('Get')).toEqual([]);
});

test('the trigger with other sections remembers the current state, and the log says so', async () => {
	const host = new PollHost(bench.engine, {
		resource: 'computer',
		...FIND_EDITS,
		output: 'raw',
		sections: ['GENERAL'],
	});
	expect(await host.poll()).toEqual([]);
	setAssetTag(3, 'A-998');
	expect(await host.poll()).toMatchObject([{ change: 'changed', id: '3' }]);
	expect(host.warnings).toEqual([]);
	host.parameters.sections = ['GENERAL', 'SECURITY'];
	host.restart();
	expect(await host.poll()).toEqual([]);
	expect(host.warnings.join()).toMatch(/the next one reports edits again/);
	setAssetTag(4, 'A-999');
	expect(await host.poll()).toMatchObject([{ change: 'changed', id: '4' }]);
});
