import assert from 'node:assert/strict';
import { listExamples } from '../../exampleFiles';
import type { CheckContext } from '../../checkContext';
import { askAgent } from './askAgent';
import { checkEscrow } from './checkEscrow';
import { countComputers } from './countComputers';
import { createRole } from './createRole';
import { eraseIpads } from './eraseIpads';
import { lockComputers } from './lockComputers';
import { makeTicket } from './makeTicket';
import { reviewRelease } from './reviewRelease';
import { reviewRoles } from './reviewRoles';
import { rotateSecret } from './rotateSecret';
import { announceEnrollments, announcePatch, makeTicketsForGroup, renameDevice, showEveryEvent } from './startByEvent';
import { syncAssets } from './syncAssets';
import { syncInventory } from './syncInventory';
import { tellStaleDevices } from './tellStaleDevices';
import type { Trial } from './run';

const TRIALS: Record<string, Trial> = {
	'getting-started': countComputers,
	'nightly-inventory-sync': syncInventory,
	'changed-computers-to-snipe-it': syncAssets,
	'stale-devices-to-slack': tellStaleDevices,
	'device-to-ticket': makeTicket,
	'role-for-workflow': createRole,
	'api-role-review': reviewRoles,
	'rotate-client-secret': rotateSecret,
	'ai-agent': askAgent,
	'ai-help-desk-with-review': reviewRelease,
	'announce-enrollments': announceEnrollments,
	'smart-group-to-tickets': makeTicketsForGroup,
	'rename-at-enrollment': renameDevice,
	'patch-broadcast': announcePatch,
	'filevault-escrow-check': checkEscrow,
	'return-to-service-for-ipads': eraseIpads,
	'lock-and-ticket-when-someone-leaves': lockComputers,
	'every-event': showEveryEvent,
};

/** In n8n 1, the Data Table node cannot create tables, agents have no human review, and the public API cannot update credentials. */
const NEEDS_VERSION_2 = ['ai-help-desk-with-review', 'nightly-inventory-sync', 'rotate-client-secret'];

/** Every example workflow as in its file, with what a user fills in. */
export async function checkExamples(suite: CheckContext): Promise<void> {
	const names = (await listExamples()).filter((name) => !(suite.rest.isVersion1 && NEEDS_VERSION_2.includes(name)));
	for (const name of names) {
		await suite.check(`example ${name}`, async () => {
			const trial = TRIALS[name];
			assert.ok(trial, 'this example has no check');
			await trial(suite, name);
		});
	}
}
