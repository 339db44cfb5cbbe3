import { dialect } from '../../../nodes/JamfPro/dialect';
import { JamfInventory } from '../../../nodes/shared/operations/changes/inventoryReader';
import { findSource } from '../../../nodes/shared/operations/changes/source';
import { closeConnections } from '../../../nodes/shared/transport/http/pool';
import { type Simulator, startSimulator } from '../../../simulator';
import { openOn } from '../../transport/testServer';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ computers: 8 });
});
afterEach(async () => {
	await closeConnections();
	await simulator.close();
});

function openInventory(): JamfInventory {
	return new JamfInventory(openOn(simulator), findSource(dialect, 'computer'), {
		emit: new Set(['removed']),
		sections: ['GENERAL'],
		filter: '',
		everyHours: 24,
		remembersContent: false,
		scope: '',
		acceptsMany: false,
		includesCheckIns: false,
	});
}

test('after a 404 without a code, the list says whether a device is gone', async () => {
	simulator.state.computers.remove(5);
	expect(await openInventory().findGone([5, 6])).toEqual([5]);
	simulator.fault({
		kind: 'status',
		status: 404,
		path: /computers-inventory\/\d/,
		body: '{"httpStatus":404,"errors":[]}',
		contentType: 'application/json',
	});
	expect(await openInventory().findGone([5, 6])).toEqual([5]);
});
