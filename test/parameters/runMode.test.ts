import type { IExecuteFunctions } from 'n8n-workflow';
import { isToolRun } from '../../nodes/shared/parameters/runMode';

const run = (type: string, outputs: unknown[]) =>
	isToolRun({ getNode: () => ({ type }), getNodeOutputs: () => outputs } as unknown as IExecuteFunctions);

test.each([
	['n8n-nodes-jamf.jamfPro', ['main'], false],
	['n8n-nodes-jamf.jamfProTool', ['main'], true],
	['n8n-nodes-jamf.jamfPro', ['ai_tool'], true],
	['n8n-nodes-jamf.jamfPro', [{ type: 'ai_tool' }], true],
	['n8n-nodes-jamf.jamfPro', [{ type: 'main' }], false],
])('the type %s with the outputs %j: %j', (type, outputs, isTool) => {
	expect(run(type, outputs)).toBe(isTool);
});
