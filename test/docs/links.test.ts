import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const REPOSITORY = 'https://github.com/n8n-nodes-jamf/n8n-nodes-jamf';

const files = execFileSync('git', ['ls-files', '*.md', '*.node.json', '*.credentials.ts'], {
	cwd: ROOT,
	encoding: 'utf8',
})
	.trim()
	.split('\n');

/** The anchors that GitHub creates from the headings of a page. */
function listAnchors(page: string): string[] {
	const text = readFileSync(path.join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}

/** Relative links of Markdown, and links to this repository, as `[page, anchor]`. */
function listLinks(file: string): Array<[page: string, anchor: string]> {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	const folder = path.dirname(file);
	const relative = file.endsWith('.md') ? [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)] : [];
	const absolute = [...text.matchAll(new RegExp(`${REPOSITORY}((?:/blob/main/|#)[^"')\\s]+)`, 'g'))];
	return [
		...relative.map(([, link = '']) => split(link.startsWith('#') ? file + link : path.join(folder, link))),
		...absolute.map(([, link = '']) => split(link.startsWith('#') ? `README.md${link}` : link.slice(11))),
	];
}

function split(link: string): [string, string] {
	const [page = '', anchor = ''] = link.split('#');
	return [page, anchor];
}

const linked = files.filter((file) => listLinks(file).length > 0);

test('finds links', () => {
	expect(linked).toEqual(expect.arrayContaining(['README.md', 'nodes/JamfPro/JamfPro.node.json']));
});

test.each(linked)('%s: every linked page and anchor exists', (file) => {
	const broken = listLinks(file).filter(
		([page, anchor]) =>
			!existsSync(path.join(ROOT, page)) || (anchor !== '' && !listAnchors(page).includes(decodeURIComponent(anchor))),
	);
	expect(broken).toEqual([]);
});
