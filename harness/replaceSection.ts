import { readFile, writeFile } from 'node:fs/promises';

/** Replaces the text between `<!-- name -->` and `<!-- /name -->` in a Markdown file. */
export async function replaceSection(
	file: string,
	name: string,
	text: string | ((previous: string) => string),
): Promise<void> {
	const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const whole = await readFile(file, 'utf8');
	const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
	if (from === -1 || to < from) throw new Error(`${file} has no section ${name}`);
	const start = from + begin.length;
	const next = typeof text === 'string' ? text : text(whole.slice(start, to).trim());
	await writeFile(file, `${whole.slice(0, start)}\n\n${next.trim()}\n\n${whole.slice(to)}`);
}
