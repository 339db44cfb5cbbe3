import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { OWNER } from '../rest';

const MAX_UNFOLD_ATTEMPTS = 20;
/** The first attempt waits this long, each further one longer, because a click on a list that is slow to open closes it again. */
const UNFOLD_MS = 3_000;
/** n8n saves a changed workflow by itself, a moment after the last change. The first attempt waits this long, each further one longer. */
const SAVE_MS = 10_000;

/** What a user does in n8n's editor. */
export class Editor {
	constructor(
		readonly page: Page,
		readonly url: string,
	) {}

	by(testId: string, inside: Locator | Page = this.page): Locator {
		return inside.locator(`[data-test-id="${testId}"]`);
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
		await this.page.fill('input[type=password]', OWNER.password);
		await this.by('form-submit-button').click();
		await this.page.waitForURL(({ pathname }) => !pathname.includes('signin'));
	}

	/** Opens the workflow, or the form of one of its nodes. */
	async open(workflowId: string, nodeId?: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}${nodeId === undefined ? '' : `/${nodeId}`}`);
		await (nodeId === undefined ? this.page.locator('.vue-flow__node').first() : this.by('ndv')).waitFor();
	}

	/** Opens the form of a node on the canvas, instead of the form that is open. */
	async openNode(name: string): Promise<void> {
		if (await this.by('ndv').isVisible()) {
			await this.page.keyboard.press('Escape');
			await this.by('ndv').waitFor({ state: 'hidden' });
		}
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.by('ndv').waitFor();
	}

	/** A field of the open form. */
	field(name: string): Locator {
		return this.by(`parameter-input-${name}`).first();
	}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	/** Opens a drop-down list, whose entries are rendered elsewhere in the page. While n8n loads them, a click does nothing. */
	async unfold(name: string): Promise<Locator> {
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		for (let attempt = 1; attempt <= MAX_UNFOLD_ATTEMPTS; attempt++) {
			// The selected entries cover the input of a multi-select.
			await this.field(name).locator('.el-select, input').first().click();
			if (await succeeds(entries.first().waitFor({ timeout: UNFOLD_MS * attempt }))) return entries;
		}
		assert.fail(`the list of ${name} does not open`);
	}

	/** Chooses an entry of a drop-down list. n8n closes an open list when it renders the form again, so the list is opened as often as necessary. */
	async choose(name: string, entry: string): Promise<void> {
		for (let attempt = 1; attempt <= MAX_UNFOLD_ATTEMPTS; attempt++) {
			const entries = await this.unfold(name);
			const wanted = entries.filter({ has: this.page.getByText(entry, { exact: true }) }).first();
			const isClicked = await succeeds(wanted.click({ timeout: UNFOLD_MS * attempt }));
			if (!isClicked) continue;
			await entries.first().waitFor({ state: 'hidden' });
			return;
		}
		assert.fail(`the list of ${name} has no entry ${entry}`);
	}

	/** Selects an entry of a list of several, found by a search. It is selected once it is shown in the field. */
	async select(name: string, entry: string, search: string): Promise<void> {
		const field = this.field(name);
		const selected = field.locator('.el-tag').filter({ has: this.page.getByText(entry, { exact: true }) });
		for (let attempt = 1; attempt <= MAX_UNFOLD_ATTEMPTS; attempt++) {
			// A second click would remove it.
			if (await selected.first().isVisible()) return;
			const entries = await this.unfold(name);
			const wanted = entries.filter({ has: this.page.getByText(entry, { exact: true }) }).first();
			const patience = { timeout: UNFOLD_MS * attempt };
			if (!(await succeeds(field.locator('input').first().fill(search, patience)))) continue;
			if (!(await succeeds(wanted.click(patience)))) continue;
			await succeeds(selected.first().waitFor(patience));
		}
		assert.fail(`the list of ${name} has no entry ${entry}`);
	}

	/**
	 * Fills in a field that is an expression. n8n can lose text that arrives as soon as the input appears, so the expression is filled in
	 * until n8n saves it.
	 */
	async express(name: string, expression: string): Promise<void> {
		const content = this.field(name).locator('.cm-content');
		await content.filter({ hasText: '{{' }).waitFor();
		for (let attempt = 1; attempt <= MAX_UNFOLD_ATTEMPTS; attempt++) {
			const saved = this.page.waitForRequest(
				(request) => request.method() !== 'GET' && (request.postData() ?? '').includes(`={{ ${expression} }}`),
				{ timeout: SAVE_MS * attempt },
			);
			const isSaved = succeeds(saved);
			await content.fill('');
			await content.fill(`{{ ${expression} }}`);
			if (await isSaved) return;
		}
		assert.fail(`n8n does not save the expression of ${name}`);
	}

	async chosen(name: string): Promise<string> {
		return await this.field(name).locator('input').first().inputValue();
	}

	/** Executes the open node and waits for n8n's notification that it has ended. */
	async execute(): Promise<void> {
		await this.#runBy('node-execute-button');
	}

	/** Executes the workflow on the canvas. @throws if n8n reports anything but success */
	async runWorkflow(): Promise<void> {
		const notice = await this.#runBy('execute-workflow-button');
		assert.match(await notice.innerText(), /executed successfully/);
	}

	/** Clicks a button and waits for the notification that follows. */
	async #runBy(button: string): Promise<Locator> {
		// Earlier notifications disappear by themselves, at any moment.
		await this.page.evaluate(
			`for (const old of document.querySelectorAll('.el-notification')) old.setAttribute('data-old', '')`,
		);
		await this.by(button).click();
		// When a save and its echo cross on a busy machine, the editor takes its own change for that of somebody else.
		const notices = this.page.locator('.el-notification:not([data-old])');
		const notice = notices.filter({ hasNotText: 'Workflow updated elsewhere' }).first();
		await notice.waitFor();
		return notice;
	}

	/** Waits until the output is a table with this many rows, without the header. */
	async expectRows(count: number): Promise<void> {
		const rows = this.by('output-panel').locator('table tbody tr');
		if (count > 0) await rows.nth(count - 1).waitFor();
		assert.equal(await rows.count(), count);
	}

	async expectText(text: string | RegExp, inside: Locator | Page = this.page): Promise<void> {
		const found = inside.getByText(text).first();
		await found.waitFor().catch(() => assert.fail(`the page does not show ${String(text)}`));
	}
}

async function succeeds(action: Promise<unknown>): Promise<boolean> {
	return await action.then(
		() => true,
		() => false,
	);
}
