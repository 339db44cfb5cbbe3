import { redactor } from '../../nodes/shared/transport/errors/redact';
import type { Settings } from '../../nodes/shared/transport/types';

describe('redactor', () => {
	const redact = (secret: string, text: string, ...more: string[]) =>
		redactor({ clientSecret: secret } as Settings, ...more)(text);

	it.each([
		['s3cret', 'a s3cret and s3cret', 'a [redacted] and [redacted]'],
		[
			'a b/c',
			'raw a b/c, url a%20b%2Fc, lower a%20b%2fc, form a+b%2Fc',
			'raw [redacted], url [redacted], lower [redacted], form [redacted]',
		],
		["it's!(x)", 'form it%27s%21%28x%29', 'form [redacted]'],
		['quo"te\\d', 'json quo\\"te\\\\d', 'json [redacted]'],
		['a<b>&"c', 'page a&lt;b&gt;&amp;&quot;c, numbers a&#60;b&#62;&#38;&#34;c', 'page [redacted], numbers [redacted]'],
		["it's/so", 'page it&#39;s/so, it&#039;s/so, it&#x27;s&#x2F;so', 'page [redacted], [redacted], [redacted]'],
		['s3cret', 'in Base64 czNjcmV0', 'in Base64 [redacted]'],
		['abc', 'abc is too short to be one', 'abc is too short to be one'],
		['', 'nothing', 'nothing'],
	])('redacts %j', (secret, text, expected) => {
		expect(redact(secret, text)).toBe(expected);
	});

	it('redacts several secrets', () => {
		expect(redact('s3cret', 's3cret t0ken t0ken.b', 't0ken.b', 't0ken')).toBe('[redacted] [redacted] [redacted]');
	});

	it('redacts the client ID and secret of basic authentication', () => {
		const redact = redactor({ clientId: 'Aladdin', clientSecret: 'open sesame' } as Settings);
		expect(redact('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')).not.toMatch(/QWxhZGRpbjpvcGVuIHNlc2FtZQ/);
	});
});
