import { Readable } from 'node:stream';
import { findOperation, findResource } from '../../../nodes/shared/catalogue/find';
import { pro } from '../../../nodes/shared/catalogue/lookup';
import type { ListRow } from '../../../nodes/shared/catalogue/types';
import { readList } from '../../../nodes/shared/calls/pagination/readList';
import { JamfClient } from '../../../nodes/shared/transport/client';
import { CookieJar } from '../../../nodes/shared/transport/http/cookieJar';
import { path } from '../../../nodes/shared/transport/path';
import { parseSettings } from '../../../nodes/shared/transport/settings';
import { TokenCache } from '../../../nodes/shared/transport/auth/tokenCache';

function createClient(respond: (query: URLSearchParams) => unknown): JamfClient {
	const settings = parseSettings({ serverUrl: 'https://jamf.test', clientId: 'id', clientSecret: 'secret' });
	const send = async ({ url }: { url: string }) => {
		const token = { access_token: 'token', expires_in: 60 };
		const body = url.endsWith('/token') ? token : respond(new URL(url).searchParams);
		return { status: 200, headers: {}, body: Readable.from([Buffer.from(JSON.stringify(body))]) };
	};
	return new JamfClient(settings, { send, tokens: new TokenCache(), jar: new CookieJar() });
}

/** A client of a server with one list, paginated as in Jamf: with a count, or as a bare array. */
function clientFor(rows: unknown[], bare: boolean): JamfClient {
	return createClient((query) => {
		const [page, size] = [Number(query.get('page')), Number(query.get('page-size'))];
		const results = rows.slice(page * size, (page + 1) * size);
		return bare ? results : { totalCount: rows.length, results };
	});
}

const numbers = Array.from({ length: 150 }, (_, index) => String(1000 + index));
const group = (groupType: string) => (groupName: string) => ({ groupName, groupType });
const object = (objectType: string) => (objectId: string) => ({ siteId: '1', objectType, objectId });
const app = (adamId: string) => (name: string) => ({ name, adamId, pricingParam: 'STDQ' });

test.each([
	// The first page has no repeated name, later ones do.
	[
		'group',
		'getAll',
		numbers.flatMap((each, at) => (at < 101 ? [] : [group('COMPUTER')(each)]).concat(group('MOBILE')(each))),
	],
	['site', 'getAllObjects', [...numbers.map(object('Computer')), ...numbers.map(object('Policy'))]],
	[
		'volumePurchasingLocation',
		'getAllContent',
		numbers.flatMap((each, at) => (at < 101 ? [] : [app(`${each}0`)(each)]).concat(app(each)(each))),
	],
])('%s.%s: returns rows that share only a name or an ID with another', async (name, operation, rows) => {
	const list = findOperation(findResource(pro, name), operation)?.list;
	if (list === undefined) throw new Error('no list');
	const jamf = clientFor(rows, list.kind === 'pagedArray');
	for (const pageSize of [25, 27, 100]) {
		const read = await readList(jamf, list, { api: 'pro', path: path`/v1/list`, limit: Infinity, pageSize });
		expect(read).toEqual(rows);
	}
});

describe('a response of an unexpected shape', () => {
	const read = async (response: unknown, list: ListRow) => {
		const request = { api: 'pro', path: path`/v1/list`, limit: Infinity } as const;
		return await readList(
			createClient(() => response),
			list,
			request,
		);
	};

	test('is read when it is a list', async () => {
		const rows = [{ id: '1' }, { id: '2' }];
		for (const kind of ['array', 'results', 'paged', 'pagedArray'] as const) {
			expect(await read(rows, { kind, unique: 'id' })).toEqual(rows);
			expect(await read({ totalCount: 2, results: rows }, { kind, unique: 'id' })).toEqual(rows);
			expect(await read({ results: rows }, { kind, unique: 'id' })).toEqual(rows);
		}
	});

	test('is an error when it is not a list, because unreadable rows must not look like no rows', async () => {
		for (const kind of ['array', 'results', 'paged', 'pagedArray', 'field'] as const) {
			await expect(read({ message: 'later' }, { kind, field: 'rows' })).rejects.toThrow('not a list');
		}
	});
});
