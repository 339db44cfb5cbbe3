import assert from 'node:assert/strict';
import type { Walk } from './walk';

/** Uses the forms of the open node: lists from the server, the output as a table, another resource. */
export async function useForms({ editor, step, simulator }: Walk): Promise<void> {
	const { page } = editor;
	const names = simulator.state.roles.values().map(({ displayName }) => displayName);

	await step('execute shows a table', async () => {
		await editor.execute();
		await editor.expectRows(names.length);
	});
	await step('the operations of a resource are listed', async () => {
		await editor.unfold('operation');
	});
	await step('the roles of the server are listed', async () => {
		await page.keyboard.press('Escape');
		await editor.choose('operation', 'Get');
		await editor.by('rlc-input').first().click();
		await editor.by('rlc-item').first().waitFor();
	});
	await step('a role is chosen from the list and read', async () => {
		await editor
			.by('rlc-item')
			.filter({ hasText: names[0] ?? '' })
			.first()
			.click();
		await editor.execute();
		await editor.expectText(names[0] ?? '', editor.by('output-panel'));
		await editor.expectRows(1);
	});
	await step('choosing another resource selects one of its operations', async () => {
		await editor.choose('resource', 'API Role Privilege');
		assert.notEqual(await editor.chosen('operation'), '');
		await editor.execute();
		await editor.by('output-panel').locator('tbody tr').nth(2).waitFor();
	});
	await step('the form of a new role lists the privileges', async () => {
		await editor.choose('resource', 'API Role');
		await editor.choose('operation', 'Create');
		await editor.fill('displayName', 'Created in the browser');
		await editor.unfold('privileges');
	});
	await step('a role is created', async () => {
		const entries = page.locator('.el-select-dropdown__item:visible');
		await entries.filter({ hasText: 'Read Buildings' }).first().click();
		await entries.filter({ hasText: 'Read Departments' }).first().click();
		await page.keyboard.press('Escape');
		await editor.execute();
		await editor.expectText('Created in the browser', editor.by('output-panel'));
		const made = simulator.state.roles.values().find(({ displayName }) => displayName === 'Created in the browser');
		assert.deepEqual(made?.privileges, ['Read Buildings', 'Read Departments']);
	});
}
