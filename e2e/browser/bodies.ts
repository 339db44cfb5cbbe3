import assert from 'node:assert/strict';
import type { Walk } from './walk';

/** Fills in forms of the open node: bodies by field, lists of choices. */
export async function fillBodies({ editor, step, simulator }: Walk): Promise<void> {
	const { buildings, scripts } = simulator.state;
	const output = editor.by('output-panel');

	await step('a building is created by fields', async () => {
		await editor.choose('resource', 'Building');
		assert.equal(await editor.chosen('operation'), 'Create');
		await editor.fill('name', 'Annex');
		await editor.fill('city', 'Berlin');
		await editor.execute();
		await editor.expectRows(1);
		const made = buildings.values().find(({ name }) => name === 'Annex');
		assert.equal(made?.city, 'Berlin');
		assert.equal(made?.country, null, 'an empty field was sent');
	});
	await step('a building is updated, and empty fields keep their values', async () => {
		await editor.choose('operation', 'Update');
		await editor.by('rlc-input').first().click();
		await editor.by('rlc-item').filter({ hasText: 'Annex' }).first().click();
		await editor.fill('city', 'Bonn');
		await editor.execute();
		await editor.expectText('Bonn', output);
		const changed = buildings.values().find(({ name }) => name === 'Annex');
		assert.equal(changed?.city, 'Bonn');
	});
	await step('one of several choices is selected', async () => {
		await editor.choose('resource', 'Script');
		await editor.choose('operation', 'Create');
		await editor.fill('name', 'Restart');
		await editor.choose('priority', 'At Reboot');
		await editor.execute();
		await editor.expectRows(1);
		const made = scripts.values().find(({ name }) => name === 'Restart');
		assert.equal(made?.priority, 'AT_REBOOT');
	});
	await step('required choices, and a Yes/No field with its documented default', async () => {
		await editor.choose('resource', 'Computer Extension Attribute');
		assert.equal(await editor.chosen('operation'), 'Create');
		await editor.fill('name', 'Owner');
		await editor.choose('dataType', 'String');
		await editor.choose('inventoryDisplayType', 'General');
		await editor.choose('inputType', 'Text');
		assert.equal(await editor.chosen('enabled'), 'Yes');
		await editor.execute();
		await editor.expectRows(1);
	});
}

/** Runs last, as n8n keeps the conditions when another resource is chosen. */
export async function buildFilter({ editor, step, simulator }: Walk): Promise<void> {
	const { computers } = simulator.state;
	await step('a filter is built', async () => {
		await editor.choose('resource', 'Computer');
		await editor.choose('operation', 'Get Many');
		await editor.page.getByText('Add Condition').click();
		await editor.choose('field', 'hardware.serialNumber');
		await editor.choose('operator', 'Starts With');
		const start = computers.profile(7).serialNumber.slice(0, -2);
		await editor.fill('value', start);
		await editor.execute();
		const fitting = computers.ids().filter((id) => computers.profile(id).serialNumber.startsWith(start));
		await editor.expectRows(fitting.length);
	});
}
