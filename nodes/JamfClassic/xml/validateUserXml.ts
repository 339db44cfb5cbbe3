import { InputError } from '../../shared/transport/errors/errors';
import { parseXml } from './parseXml';
import { rejectUnwritable } from './escape';

/**
 * XML text that the user wrote, checked before it is sent.
 *
 * @param root the element that it must be; any when not given
 * @throws InputError when it is empty, not well-formed, or something else
 */
export function validateUserXml(text: string, root?: string): string {
	if (text.trim() === '') throw new InputError('The XML body is empty.', 'Nothing was sent. Give XML text.');
	rejectUnwritable(text, 'the XML body');
	const encoding = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([^"'>]*)/i.exec(text)?.[1] ?? 'UTF-8';
	if (!/^(utf-?8|us-ascii)$/i.test(encoding)) {
		throw new InputError(
			`The XML body says that its encoding is ${encoding.slice(0, 60)}, but it is sent as UTF-8.`,
			'Nothing was sent. Take the encoding out of its first line, or write UTF-8.',
		);
	}
	const found = parseXml(
		text,
		(reason) => new InputError(`The XML body cannot be sent: ${reason}.`, 'Nothing was sent. Correct the XML.'),
	);
	if (root === undefined || found.root === root) return text;
	throw new InputError(
		`The root of the XML body is <${found.root.slice(0, 60)}>, but it must be <${root}>.`,
		'Nothing was sent. Jamf would refuse it, or make an empty object of it.',
	);
}
