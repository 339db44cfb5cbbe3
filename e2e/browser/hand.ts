import type { Locator } from 'playwright-core';
import type { Editor } from './editor';

/** Builds a workflow as a person does, and counts clicks and filled-in fields. Scrolling and moving the mouse do not count. */
export class Hand {
	#clicks = 0;
	#fields = 0;

	constructor(readonly editor: Editor) {}

	get effort(): { clicks: number; fields: number } {
		return { clicks: this.#clicks, fields: this.#fields };
	}

	async click(target: Locator): Promise<void> {
		this.#clicks++;
		await target.click();
	}

	async type(target: Locator, text: string): Promise<void> {
		this.#fields++;
		await target.fill(text);
	}

	/** An empty canvas and its first node, from the list that n8n shows for it. */
	async start(trigger: string): Promise<void> {
		const { editor } = this;
		await editor.page.goto(`${editor.url}/workflow/new`);
		await this.click(editor.by('canvas-add-button').or(editor.by('canvas-plus-button')).first());
		await this.click(this.#item(trigger));
		await editor.by('node-creator').waitFor({ state: 'hidden' });
	}

	/** A node after the last one, found by a word. Nodes with actions ask for one. */
	async add(word: string, node: string, action?: string): Promise<void> {
		const { editor } = this;
		await this.click(editor.by('canvas-handle-plus').last());
		await this.type(editor.by('node-creator-search-bar'), word);
		await this.click(this.#item(node));
		if (action !== undefined) await this.click(this.#item(action));
		await editor.by('ndv').waitFor();
	}

	/** A text field of the open form. n8n makes an expression of text in braces. */
	async fill(name: string, text: string): Promise<void> {
		await this.type(this.editor.field(name).locator('input, textarea').first(), text);
	}

	/** An expression, without its braces, in a field that is a list. */
	async express(name: string, expression: string): Promise<void> {
		const { editor } = this;
		const field = editor.field(name);
		await field.hover();
		const choice = editor.by(`${name}-parameter-input-options-container`);
		await this.click(editor.by('radio-button-expression', choice));
		this.#fields++;
		await editor.express(name, expression);
	}

	/** An entry of a drop-down list. However often n8n closes the list, it is one click to open it. */
	async choose(name: string, entry: string): Promise<void> {
		this.#clicks += 2;
		await this.editor.choose(name, entry);
	}

	/** Entries of a list with a search. However often n8n closes the list, it is one click to open it. */
	async search(name: string, entries: Record<string, string>): Promise<void> {
		this.#clicks++;
		for (const [text, entry] of Object.entries(entries)) {
			this.#clicks++;
			this.#fields++;
			await this.editor.select(name, entry, text);
		}
	}

	/** An object from the list of a resource locator. */
	async pick(name: string, title: string): Promise<void> {
		await this.click(this.editor.by('rlc-input', this.editor.by(`resource-locator-${name}`)));
		await this.click(this.editor.by('rlc-item').filter({ hasText: title }).first());
	}

	async close(): Promise<void> {
		await this.click(this.editor.by('ndv-close-button'));
		await this.editor.by('ndv').waitFor({ state: 'hidden' });
	}

	/** Runs the whole workflow. @throws if n8n reports a problem */
	async run(): Promise<void> {
		this.#clicks++;
		await this.editor.runWorkflow();
	}

	#item(text: string): Locator {
		const { editor } = this;
		return editor
			.by('item-iterator-item')
			.filter({ has: editor.page.getByText(text, { exact: true }) })
			.first();
	}
}
