import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '../..');

interface Outcome {
	code: string;
	message: string;
	bytes: number;
	steps: number;
	grownMb: number;
}

/** All cases share one process, whose memory growth shows what they need. */
let outcomes: Record<string, Outcome>;
beforeAll(async () => {
	const program = ['--import', 'tsx', path.join(__dirname, 'hostileResponse.ts')];
	const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root });
	outcomes = JSON.parse(stdout) as Record<string, Outcome>;
});

test.each([
	['billionLaughs', 'document type', 1],
	['externalEntity', 'document type', 1],
	['entity', 'not well-formed', 1],
	['surrogate', 'not well-formed', 1],
	['nestedXml', 'nested too deeply', 1],
	['nestedJson', 'nested too deeply', 50],
	['openText', 'not well-formed', 20],
	['longText', 'text that is too long', 33],
	['longComment', 'text that is too long', 33],
	['longName', 'start with a root element', 1],
	['longDocumentType', 'start with a root element', 1],
	['whiteSpace', 'too much white space', 2],
	['whiteSpaceBefore', 'longer than 128 MB', 129],
	['whiteSpaceBetween', 'longer than 128 MB', 129],
	['endlessElements', 'too long', 9],
	['attributes', 'too many attributes', 1],
	['attributesOfMany', 'too long', 10],
	['names', 'no Jamf object has', 1],
	['invalidUtf8', 'not valid UTF-8', 1],
	['unknownEncoding', 'encoding "x-none" is not supported', 1],
	['cutXml', 'truncated', 1],
	['cutJson', 'truncated', 1],
	['unclosed', 'not well-formed', 1],
	['poisoned', 'no Jamf object has', 1],
])('fails with a clear error on %s, before much is read or held in memory', (name, reason, readMb) => {
	const outcome = outcomes[name];
	expect(outcome).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
	expect(outcome?.message).toContain(reason);
	expect(outcome?.bytes).toBeLessThan((readMb + 0.5) * 1024 * 1024);
	// One pass over the text executes a few steps per byte.
	expect(outcome?.steps).toBeLessThan(20 * (outcome?.bytes ?? 0) + 20_000);
	expect(outcome?.grownMb).toBeLessThan(200);
});
