import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { dialect } from '../../nodes/JamfClassic/dialect';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic } from '../../nodes/shared/catalogue/lookup';
import type { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { otherRules } from './writeRules/others';
import { policyRules } from './writeRules/policies';
import type { NodeRule } from './writeRules/rule';
import { sharedRules } from './writeRules/shared';
import { profileRules, softwareRules } from './writeRules/software';

const NODE_RULES = [...sharedRules, ...policyRules, ...profileRules, ...softwareRules, ...otherRules];

/** What the node sends for a value, and the hints that it shows. */
async function encode({ resource: name, operation = 'update', given, stored = '' }: NodeRule) {
	const resource = findResource(classic, name);
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new Error(`no ${operation} of ${name}`);
	const response = () => ({ status: 200, headers: {}, body: Readable.from([Buffer.from(stored)]) });
	const jamf = {
		send: async (_: unknown, read: (given: unknown) => Promise<unknown>) => ({ body: await read(response()) }),
	} as unknown as JamfClient;
	const hints: string[] = [];
	const item = {
		string: () => '',
		boolean: () => false,
		isAllowed: () => false,
		isConfirmed: () => false,
		hint: (message: string) => hints.push(message),
	} as unknown as ItemParameters;
	const context = operation === 'update' ? { jamf, ids: ['7'] } : undefined;
	const content = await dialect.encodeBody(given, row, resource, item, context);
	const plain = (body: unknown) => String(body).replace(/^<\?xml[^>]*>/, '');
	return {
		body: plain(content.body),
		before: content.before && plain(content.before.body),
		after: content.after,
		hints,
	};
}

const named = NODE_RULES.map((rule): [string, string, string, NodeRule] => [
	rule.section,
	rule.resource,
	rule.rule,
	rule,
]);

test.each(named)('jamf-behavior %s, %s: %s', async (_section, _resource, _rule, rule) => {
	if (rule.rejects !== undefined) {
		await expect(encode(rule)).rejects.toThrow(rule.rejects);
		return;
	}
	const { body, before, after, hints } = await encode(rule);
	expect(body).toBe(rule.sends);
	expect(before).toBe(rule.first);
	expect(after !== undefined).toBe(rule.isRepeated === true);
	expect(hints).toEqual(rule.hint === undefined ? [] : [expect.stringContaining(rule.hint)]);
});

test('has a row for each section of the document about what a body may contain', () => {
	const text = readFileSync(path.join(__dirname, '../../docs/jamf-behavior-classic.md'), 'utf8');
	const sections = [...text.matchAll(/^### (11\.\d+) /gm)].map(([, section = '']) => section);
	const tried = new Set(NODE_RULES.map(({ section }) => section));
	/** Statuses, texts of errors, paths, privileges and commands, which are not part of a body; and what servers only return. */
	const others = '5 9 10 14 22 25 26 27 31 33 36 39 44 45 50 55 56 58 60 62'.split(' ').map((each) => `11.${each}`);
	expect(sections.filter((section) => !tried.has(section) && !others.includes(section))).toEqual([]);
	expect([...tried].filter((section) => !sections.includes(section))).toEqual([]);
});
