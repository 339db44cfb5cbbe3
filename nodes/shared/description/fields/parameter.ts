import type { INodeProperties } from 'n8n-workflow';
import type { ParameterRow } from '../../catalogue/types';
import { LIST_SYNTAX } from '../../parameters/splitList';

/** A request parameter as a property; `strings` is comma-separated text. */
export function parameter({
	name,
	as,
	label,
	type,
	options,
	labels,
	required,
	hint,
	placeholder,
}: ParameterRow): INodeProperties {
	const whether = type === 'boolean' && hint?.startsWith('Whether ') === true ? hint : undefined;
	const shared = {
		displayName: label,
		name: as ?? name,
		...(required === true && { required }),
		...(hint !== undefined && hint !== whether && { hint }),
		...(placeholder !== undefined && { placeholder }),
	};
	switch (type) {
		case 'boolean':
			return {
				...shared,
				type,
				default: false,
				description: whether ?? `Whether to set "${label}" in the request to Jamf`,
			};
		case 'number':
			return { ...shared, type, default: 0 };
		case 'options':
			return { ...shared, type, options: choices(options, labels), default: choices(options, labels)[0]?.value ?? '' };
		case 'multiOptions':
			return { ...shared, type, options: choices(options), default: [] };
		case 'strings':
			return { ...shared, type: 'string', default: '', description: LIST_SYNTAX };
		default:
			return { ...shared, type, default: '' };
	}
}

/** Enum values as options with readable names, sorted by name. */
export function choices(
	values: ReadonlyArray<string | number> = [],
	labels: Readonly<Record<string, string>> = {},
): Array<{ name: string; value: string | number }> {
	return values
		.map((value) => ({ name: labels[value] ?? formatValue(value), value }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

const ACRONYMS = /^(ADFS|AFP|API|GCC|JKS|LDAPS|MD5|OIDC|OS|PKCS12|PKI|S3|SAML|SHA256|SMB|SSL|TLS|URL)$/;
const LOWERCASE = /^(AND|AT|FROM|OR|WITH)$/;
const BRANDS: Readonly<Record<string, string>> = {
	EBOOKS: 'eBooks',
	IBEACONS: 'iBeacons',
	IOS: 'iOS',
	MACOS: 'macOS',
	POPUP: 'Pop-Up',
};

/** Formats `LATEST_MAJOR` as "Latest Major". Other values are not changed. */
function formatValue(value: string | number): string {
	const text = String(value);
	return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(text) ? text.split('_').map(formatWord).join(' ') : text;
}

function formatWord(word: string, at: number): string {
	if (ACRONYMS.test(word)) return word;
	if (LOWERCASE.test(word) && at > 0) return word.toLowerCase();
	return BRANDS[word] ?? word.charAt(0) + word.slice(1).toLowerCase();
}
