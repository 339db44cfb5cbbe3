import { InputError } from '../../shared/transport/errors/errors';
import { parseXml } from './parseXml';
import { rejectUnwritable } from './escape';

/**
 * Checks XML text that the user wrote.
 *
 * @param root the required root element. If absent, every root is accepted
 * @throws InputError when it is empty, not well-formed, or has another root
 */
export function validateUserXml(text: string, root?: string): string {
	if (text.trim() === '') throw new InputError('The XML body is empty.', 'Nothing was sent. Enter XML text.');
	rejectUnwritable(text, 'The XML body');
	const encoding = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([^"'>]*)/i.exec(text)?.[1] ?? 'UTF-8';
	if (!/^(utf-?8|us-ascii)$/i.test(encoding)) {
		throw new InputError(
			`The XML body declares the encoding ${encoding.slice(0, 60)}, but it is sent as UTF-8.`,
			'Nothing was sent. Remove the encoding from its first line or change it to UTF-8.',
		);
	}
	const found = parseXml(
		text,
		(reason) => new InputError(`The XML body cannot be sent: ${reason}.`, 'Nothing was sent. Correct the XML.'),
	);
	if (root === undefined || found.root === root) return text;
	throw new InputError(
		`The root of the XML body is <${found.root.slice(0, 60)}>, but it must be <${root}>.`,
		'Nothing was sent. Jamf would reject it or store an empty object.',
	);
}
