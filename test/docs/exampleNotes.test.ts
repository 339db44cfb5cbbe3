import type { INode } from 'n8n-workflow';
import { EXAMPLES, readExample } from '../../harness/examples';

/** Sizes of text in n8n's notes in pixels, estimated from screenshots and rounded up. */
const CHARACTER = 6.75;
const LINE = 19;
const HEADING = 32;
const PARAGRAPH_GAP = 8;
const PADDING = { sides: 28, topAndBottom: 24 };

function countLines(text: string, columns: number): number {
	let [lines, column] = [1, 0];
	for (const { length } of text.split(' ')) {
		const end = column === 0 ? length : column + 1 + length;
		if (column > 0 && end > columns) lines++;
		column = column > 0 && end > columns ? length : end;
	}
	return lines;
}

function estimateHeight(content: string, width: number): number {
	const columns = (width - PADDING.sides) / CHARACTER;
	const heights = content.split('\n\n').map((paragraph) => {
		const lines = paragraph.split('\n').map((line) => {
			const text = line.replace(/[*`]/g, '');
			return text.startsWith('#') ? HEADING : countLines(text, columns) * LINE;
		});
		return lines.reduce((sum, each) => sum + each, PARAGRAPH_GAP);
	});
	return heights.reduce((sum, each) => sum + each, PADDING.topAndBottom);
}

// n8n shows a longer text in a scrolling frame, which cuts it in pictures.
test.each(EXAMPLES)('the notes of %s show their whole text', (name) => {
	const notes = readExample(name).nodes.filter(({ type }: INode) => type === 'n8n-nodes-base.stickyNote');
	expect(notes.length).toBeGreaterThan(0);
	for (const { parameters } of notes) {
		const { content, width, height } = parameters as { content: string; width: number; height: number };
		expect(height).toBeGreaterThanOrEqual(estimateHeight(content, width));
	}
});
