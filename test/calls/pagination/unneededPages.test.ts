import { Readable } from 'node:stream';
import { findOperation, findResource } from '../../../nodes/shared/catalogue/find';
import { pro } from '../../../nodes/shared/catalogue/lookup';
import { readList } from '../../../nodes/shared/calls/pagination/readList';
import { JamfClient } from '../../../nodes/shared/transport/client';
import { CookieJar } from '../../../nodes/shared/transport/http/cookieJar';
import { path } from '../../../nodes/shared/transport/path';
import { parseSettings } from '../../../nodes/shared/transport/settings';
import { TokenCache } from '../../../nodes/shared/transport/auth/tokenCache';

const FLEET = findOperation(findResource(pro, 'computer'), 'getAll')?.list;

/** A fleet of one page on a server that rejects every page after it, and the pages that were requested. */
function openFleet(server: string, status: number) {
	const settings = parseSettings({ serverUrl: `https://${server}`, clientId: 'id', clientSecret: 'secret' });
	const pages: number[] = [];
	const rows = [{ id: '1' }, { id: '2' }];
	const send = async ({ url }: { url: string }) => {
		const respond = (code: number, body: object, headers = {}) => ({
			status: code,
			headers,
			body: Readable.from([Buffer.from(JSON.stringify(body))]),
		});
		if (url.endsWith('/token')) return respond(200, { access_token: 'token', expires_in: 60 });
		const page = Number(new URL(url).searchParams.get('page'));
		pages.push(page);
		// The first page arrives after the rejections of the others.
		for (let turn = 0; page === 0 && turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
		return page === 0
			? respond(200, { totalCount: rows.length, results: rows })
			: respond(status, { httpStatus: status, errors: [] }, { 'retry-after': '60' });
	};
	return { jamf: new JamfClient(settings, { send, tokens: new TokenCache(), jar: new CookieJar() }), pages, rows };
}

test.each([400, 404, 429, 500, 503])(
	'pages after the end of a fleet that are rejected with %i are neither an error nor retried',
	async (status) => {
		if (FLEET === undefined) throw new Error('no list');
		const { jamf, pages, rows } = openFleet(`rejects-${status}.test`, status);
		const read = await readList(jamf, FLEET, { api: 'pro', path: path`/v4/computers-inventory`, limit: Infinity });
		expect(read).toEqual(rows);
		expect(pages).toEqual([0, 1, 2, 3, 4]);
	},
);
