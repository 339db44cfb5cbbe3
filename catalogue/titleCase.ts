/** Turns names of the API into labels, in the spelling of Jamf's console. */

export interface Words {
	/** Word in lower case to its spelling. */
	words: Record<string, string>;
	phrases: string[];
}

/** Splits `getAllHistory` or `export-fields` into words in lower case. */
export function splitWords(name: string): string[] {
	return name
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
		.split(/[^A-Za-z0-9+]+/)
		.filter((word) => word !== '')
		.map((word) => word.toLowerCase());
}

export function camelCase(name: string): string {
	return splitWords(name)
		.map((word, index) => (index === 0 ? word : capitalize(word)))
		.join('');
}

export function pascalCase(name: string): string {
	return capitalize(camelCase(name));
}

const SMALL = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'from',
	'in',
	'of',
	'on',
	'or',
	'per',
	'the',
	'to',
	'with',
]);

/** Words that camel case splits by mistake. */
const JOINED: Array<[RegExp, string]> = [
	[/\bapple care\b/g, 'applecare'],
	[/\bfile vault\b/g, 'filevault'],
	[/\bo auth\b/g, 'oauth'],
	[/\bmac os\b/g, 'macos'],
	[/\bi os\b/g, 'ios'],
	[/\bpre stage(s?)\b/g, 'prestage$1'],
	[/\bm2 m\b/g, 'm2m'],
];

function joinCompounds(name: string): string[] {
	return JOINED.reduce((text, [pattern, word]) => text.replaceAll(pattern, word), splitWords(name).join(' ')).split(
		' ',
	);
}

/** `FileVault Recovery Key` for `fileVaultRecoveryKey`. */
export function titleCase({ words }: Words, name: string): string {
	return joinCompounds(name)
		.map(
			(word, index) =>
				words[word] ?? (index > 0 && SMALL.has(word) ? word : capitalize(word).replace(/(?<=[a-z])(?=\d+$)/, ' ')),
		)
		.join(' ');
}

/** `FileVault recovery key` for a title: words and phrases with a fixed spelling keep it, the rest is lower case. */
export function sentenceCase({ words, phrases }: Words, name: string): string {
	const spelled = new Set(
		Object.values(words)
			.flatMap((word) => word.split(' '))
			.filter((word) => /.[A-Z]/.test(word)),
	);
	const lower = (word: string) => (spelled.has(word.replaceAll(/[^A-Za-z0-9+]/g, '')) ? word : word.toLowerCase());
	const longestFirst = [...phrases].sort((a, b) => b.length - a.length);
	const names = new RegExp(`(${longestFirst.join('|')})`);
	return name
		.split(phrases.length > 0 ? names : /$^/)
		.map((part) => (phrases.includes(part) ? part : part.split(' ').map(lower).join(' ')))
		.join('');
}

/** `an API role`, `a user`. */
export function withArticle(noun: string): string {
	const [first = ''] = noun.split(/[ -]/);
	const spelled = /^[A-Z][A-Z0-9]+s?$/.test(first);
	const vowel = spelled ? /^[AEFHILMNORSX]/.test(first) : /^([aeio]|u(?!ser|ni|til))/i.test(first);
	const exception = first === 'PIN' || first === 'LAPS' || first === 'JCDS';
	return `${vowel && !exception ? 'an' : 'a'} ${noun}`;
}

export function pluralize(noun: string): string {
	if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
	return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

export function singularize(name: string): string {
	if (/ies$/.test(name)) return `${name.slice(0, -3)}y`;
	if (/(ss|us)$/.test(name)) return name;
	if (/(sses|xes|ches|shes)$/.test(name)) return name.slice(0, -2);
	return name.replace(/s$/, '');
}

function capitalize(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
