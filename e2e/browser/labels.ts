import assert from 'node:assert/strict';
import type { INodeProperties } from 'n8n-workflow';
import type { Locator } from 'playwright-core';
import type { FieldRow, Fields } from '../../nodes/shared/catalogue/types';
import { classicFields, proFields } from '../../nodes/shared/catalogue/lookup';
import { readManifest } from '../package';
import { credentialData } from '../server';
import { createJamfNode, saveChain } from '../workflow';
import type { Walk } from './walk';

/** Labels by where they are in the panel: those of the form itself, and those of its parts, which are indented. */
interface Labels {
	own: Set<string>;
	indented: Set<string>;
}

/** In lists of fields, n8n leaves this many characters for a label beside its switches. Longer ones end in an ellipsis. */
const INDENTED_LENGTH = 24;

/**
 * Measures every label of every operation at the usual width of the panel, in the place of a label of an open form, instead of opening
 * a thousand forms.
 */
export async function viewLabels({ editor, step, rest, simulator }: Walk): Promise<void> {
	const { name: packageName } = await readManifest();
	await rest.signIn();
	const credential = await rest.createCredential('Labels', credentialData(simulator));
	const chosen = { resource: 'building', operation: 'create' };
	const { id } = await saveChain(rest, 'Labels', [createJamfNode(`${packageName}.jamfPro`, credential, chosen)]);
	const labels: Labels = { own: new Set(), indented: new Set() };
	for (const { properties } of await rest.nodeTypes(packageName)) collectLabels(properties, labels, 'own');
	for (const field of [proFields(), classicFields()].flatMap(listFields))
		labels.indented.add(field.type === 'json' ? `${field.label} (JSON)` : field.label);

	await step(
		`${labels.own.size} labels of forms fit in the place of one, and ${labels.indented.size} of lists of fields if they are short`,
		async () => {
			await editor.open(id, 'node-1');
			const label = (name: string) =>
				editor
					.by('parameter-item')
					.filter({ has: editor.field(name) })
					.last();
			await editor.field('streetAddress1').waitFor();
			const own = editor.by('input-label', label('bodyMode')).first();
			const mapper = editor.by('resource-mapper-container');
			const indented = editor.by('input-label', mapper).filter({ hasText: 'Street Address' }).first();
			const control = 'A label that is certainly far too long for the panel of a node in the editor';
			assert.deepEqual(await findCut(own, [control]), [control], 'nothing is measured');
			assert.deepEqual(await findCut(indented, [control]), [control], 'nothing is measured');
			assert.deepEqual(await findCut(own, [...labels.own]), []);
			const cut = await findCut(indented, [...labels.indented]);
			console.log(`labels: n8n cuts ${cut.length} of ${labels.indented.size} in lists of fields`);
			assert.deepEqual(
				cut.filter((text) => text.length <= INDENTED_LENGTH),
				[],
			);
		},
	);
}

function collectLabels(properties: readonly INodeProperties[], labels: Labels, place: keyof Labels): void {
	for (const { displayName, type, options = [] } of properties) {
		if (type !== 'notice') labels[place].add(displayName);
		for (const option of options) {
			if ('values' in option) collectLabels(option.values, labels, 'indented');
			else if ('type' in option) collectLabels([option], labels, 'indented');
		}
	}
}

function listFields(forms: Fields): FieldRow[] {
	return Object.values(forms).flatMap((rows) => (typeof rows === 'string' ? [] : rows));
}

/** What the measurement uses of the page. */
interface Box {
	scrollWidth: number;
	clientWidth: number;
	parentElement: Box | null;
}
interface TextNode {
	textContent: string;
	parentElement: Box | null;
}
interface LabelBox extends Box {
	ownerDocument: { createTreeWalker(root: Box, show: number): { nextNode(): TextNode | null } };
}

const TEXT_NODES = 4;

/** The texts that do not fit where the text of this label is. n8n cuts the text, or an element around it, with an ellipsis. */
async function findCut(label: Locator, texts: string[]): Promise<string[]> {
	return await label.evaluate(
		(element: LabelBox, [show, candidates]) => {
			const walker = element.ownerDocument.createTreeWalker(element, show);
			let text = walker.nextNode();
			while (text !== null && text.textContent.trim() === '') text = walker.nextNode();
			if (text === null) return [];
			const original = text.textContent;
			const around: Box[] = [];
			for (let each = text.parentElement; each !== null && each !== element; each = each.parentElement)
				around.push(each);
			const cut: string[] = [];
			for (const candidate of candidates) {
				text.textContent = candidate;
				if (around.some(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth))
					cut.push(candidate);
			}
			text.textContent = original;
			return cut;
		},
		[TEXT_NODES, texts] as const,
	);
}
