import { Agent, type Dispatcher, request } from 'undici';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';

/** Plain undici, for preparing measurements. */
const dispatcher = new Agent({ connect: { ca: TEST_CERTIFICATE.cert } });

interface Client {
	clientId: string;
	clientSecret: string;
}

/** An access token of the simulator. */
export async function signIn(
	url: string,
	{ clientId, clientSecret }: Client,
	through: Dispatcher = dispatcher,
): Promise<string> {
	const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
	const { body } = await request(`${url}/api/v1/oauth/token`, {
		dispatcher: through,
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
	});
	return ((await body.json()) as { access_token: string }).access_token;
}

export async function readBytes(url: string, token: string): Promise<Buffer> {
	const { body } = await request(url, { dispatcher, headers: { authorization: `Bearer ${token}` } });
	return Buffer.from(await body.arrayBuffer());
}
