import { escapeProfilePayloads } from '../../nodes/JamfClassic/xml/escapeProfilePayloads';

/** The payload that the server stores, which it decodes once too often. */
function decoded(plist: string): string {
	const value = escapeProfilePayloads({ general: { payloads: plist } }, 'configuration_profile');
	const { payloads } = (value as { general: { payloads: string } }).general;
	return payloads.replace(/&(amp|lt|#13);/g, (_, name: string) => ({ amp: '&', lt: '<', '#13': '\r' })[name] ?? '');
}

test.each([
	['<string>R&amp;D &lt; x</string>', '<string>R&amp;D &lt; x</string>'],
	['<string>literal &amp;quot; and &amp;amp;</string>', '<string>literal &amp;quot; and &amp;amp;</string>'],
	['<string>identifier &quot;a.b&#34; &gt; &apos;&#x27;</string>', `<string>identifier "a.b" > ''</string>`],
	['<string>&#38;&#x26;&#60;&#x3C;</string>', '<string>&#38;&#x26;&#60;&#x3C;</string>'],
	['<string>&#233;&#x1F600;&#xD800;&#9;&#10;</string>', '<string>é😀&#xD800;&#9;&#10;</string>'],
	['<string>one&#13;two</string>', '<string>one\rtwo</string>'],
	['<string><![CDATA[a && b < c &quot; ]]></string>', '<string>a &amp;&amp; b &lt; c &amp;quot; </string>'],
	['<string>]]&gt;</string>', '<string>]]&gt;</string>'],
])('%s arrives as the same plist', (given, stored) => {
	expect(decoded(given)).toBe(stored);
});

test('does not escape payloads that need no escaping, so existing ones stay the same', () => {
	const value = escapeProfilePayloads(
		{ configuration_profile: { general: { payloads: '&quot;&gt;&#39;' } } },
		'configuration_profile',
	);
	expect(value).toEqual({ configuration_profile: { general: { payloads: `">'` } } });
});

test('leaves other objects unchanged', () => {
	const script = { general: { payloads: '&quot;&amp;' } };
	expect(escapeProfilePayloads(script, 'script')).toBe(script);
	expect(escapeProfilePayloads({ general: { name: '&' } }, 'configuration_profile')).toEqual({
		general: { name: '&' },
	});
});
