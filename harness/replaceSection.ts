import { readFile, writeFile } from 'node:fs/promises';

/** Replaces the text between `<!-- name -->` and `<!-- /name -->` in a Markdown file. */
export async function replaceSection(file: string, name: string, text: string): Promise<void> {
	const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
	const whole = await readFile(file, 'utf8');
	const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
	if (from === -1 || to < from) throw new Error(`${file} has no section ${name}`);
	await writeFile(file, `${whole.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${whole.slice(to)}`);
}
