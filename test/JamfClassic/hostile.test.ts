import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '../..');

test.each([
	['billionLaughs', 'document type'],
	['externalEntity', 'document type'],
	['nestedXml', 'nested too deeply'],
	['nestedJson', 'nested too deeply'],
	['openText', 'not well-formed'],
	['endlessElements', 'too long'],
	['invalidUtf8', 'not valid UTF-8'],
	['cutXml', 'cut off'],
	['cutJson', 'cut off'],
	['unclosed', 'not well-formed'],
	['poisoned', 'no object of Jamf has'],
])('%s ends in a clear error, in one pass and little memory', async (name, reason) => {
	const program = ['--import', 'tsx', path.join(__dirname, 'hostileAnswer.ts'), name];
	const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root });
	const outcome = JSON.parse(stdout) as {
		kind: string;
		code: string;
		message: string;
		steps: number;
		bytes: number;
		grownMb: number;
	};
	expect(outcome).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
	expect(outcome.message).toContain(`The server's response cannot be read: `);
	expect(outcome.message).toContain(reason);
	// One pass over the text takes about a step a byte.
	expect(outcome.steps).toBeLessThan(2 * outcome.bytes + 10_000);
	expect(outcome.grownMb).toBeLessThan(200);
});
