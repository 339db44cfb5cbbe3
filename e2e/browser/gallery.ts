import assert from 'node:assert/strict';
import type { Walk } from './walk';

/** Tall enough for a whole form. */
const TALL = { width: 1440, height: 1300 };

/** Resources of different kinds. Some are also executed. */
const SHOWN: Array<[resource: string, operation: string, runs?: true]> = [
	['Mobile Device', 'Get Many', true],
	['Package', 'Create'],
	['Smart Computer Group', 'Create'],
	['Computer PreStage Enrollment', 'Get Many', true],
	['Patch Policy', 'Get Logs'],
	['MDM Command', 'Send'],
	['Single Sign-On', 'Update'],
	['API Client', 'Get Many', true],
	['Inventory Preload Record', 'Upload CSV'],
	['Local Admin Password (LAPS)', 'Get'],
	['Computer', 'Get Many', true],
];

/** Shows forms and tables of several resources in the open node, for the screenshots. */
export async function viewForms({ editor, step }: Walk): Promise<void> {
	const { page } = editor;
	const size = page.viewportSize();
	await page.setViewportSize(TALL);
	for (const [resource, operation, runs] of SHOWN) {
		await step(`form of ${resource}: ${operation}`, async () => {
			await editor.choose('resource', resource);
			assert.notEqual(await editor.chosen('operation'), '', 'no operation is chosen');
			await editor.choose('operation', operation);
			if (runs !== true) return;
			await editor.execute();
			await editor.by('output-panel').locator('tbody tr').first().waitFor();
		});
	}
	if (size !== null) await page.setViewportSize(size);
}
