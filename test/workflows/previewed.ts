import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from '../../harness/engine';
import type { TestBench } from '../../harness/testBench';
import type { JournalEntry } from '../../simulator';

const MASK = '[redacted]';

/** POST requests that only read: exports, validations and tests of a directory. */
export const READS =
	/\.(export|exportHistory|getCurrentAuthorization|parse|parseMarkdown|test(Group|User|UserMembership)|validate\w*|verifyKeystore)$/;

/** Runs an operation with Preview Only, and checks that nothing but reads arrived. */
export async function runPreview(name: string, bench: TestBench, run: () => Promise<NodeRun>): Promise<IDataObject> {
	const before = bench.simulator.journal.length;
	const { error, items } = await run().then((done) => ({
		error: done.error?.message,
		items: done.error === undefined ? done.json : [],
	}));
	const writes = bench.simulator.journal
		.slice(before)
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/oauth/token'))
		.map(({ method, path }) => `${method} ${path}`);
	expect({ name, error, writes, count: items.length }).toEqual({ name, error: undefined, writes: [], count: 1 });
	expect({ name, ...items[0] }).toMatchObject({ name, preview: true });
	return items[0] ?? {};
}

/** Checks that a request is the one that a preview showed, apart from masked secrets. */
export function checkPreviewed(name: string, shown: IDataObject, sent: JournalEntry): void {
	const [path, query = ''] = String(shown.path).split('?');
	const root = sent.path.startsWith('/api/') ? '/api' : '/JSSResource';
	const pairs = (text: string) => [...new URLSearchParams(text)].map((pair) => pair.join('=')).sort();
	const { method, contentType } = shown;
	const type = sent.contentType ?? null;
	expect({ name, method, path: `${root}${path}`, query: pairs(query), contentType }).toEqual({
		name,
		method: sent.method,
		path: sent.path,
		query: pairs(sent.query),
		contentType: type,
	});
	checkBody(name, shown, sent.body ?? '', sent.contentType);
}

function checkBody(name: string, { body, xml }: IDataObject, sent: string, contentType: string | undefined): void {
	if (typeof xml === 'string') {
		const [first = '', ...rest] = xml.split(MASK);
		let at = sent.startsWith(first) ? first.length : -1;
		for (const part of rest) at = at < 0 ? -1 : sent.indexOf(part, at) + part.length;
		expect({ name, isSame: at === sent.length, xml, sent }).toMatchObject({ name, isSame: true });
	} else if (contentType?.endsWith('json')) {
		expect({ name, body: fill(body, JSON.parse(sent)) }).toEqual({ name, body: JSON.parse(sent) as unknown });
	} else if (typeof body === 'string' && body.startsWith('[file')) {
		expect({ name, body }).toEqual({ name, body: `[file, ${Buffer.byteLength(sent)} bytes]` });
	} else {
		expect({ name, body: body ?? '' }).toEqual({ name, body: sent });
	}
}

/** Puts the sent secrets in place of their masks. */
function fill(shown: unknown, sent: unknown): unknown {
	if (shown === MASK) return sent;
	if (typeof shown !== 'object' || shown === null || typeof sent !== 'object' || sent === null) return shown;
	if (Array.isArray(shown)) return shown.map((each, index) => fill(each, (sent as unknown[])[index]));
	return Object.fromEntries(
		Object.entries(shown).map(([key, each]) => [key, fill(each, (sent as Record<string, unknown>)[key])]),
	);
}
