import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { findUnreadableFields } from '../../nodes/JamfClassic/xml/unreadableFields';
import {
	type Change,
	changeScope,
	verifyScope,
	mergeUnreadableParts,
} from '../../nodes/JamfClassic/operations/scope/changeScope';

const computers: ElementRow = { name: 'computers', item: 'computer', of: [{ name: 'id', type: 'number' }] };
const ROWS: ElementRow[] = [
	{ name: 'all_computers', type: 'boolean' },
	computers,
	{ name: 'jss_users', item: 'user', of: [{ name: 'id', type: 'number' }] },
	{ name: 'exclusions', of: [computers] },
];

function change(action: Change['action'], part: Change['part'], ...values: string[]): Change {
	return { action, part, targets: { row: computers, element: 'id', values } };
}

const scope = { all_computers: false, computers: [{ id: 1, name: 'A' }], exclusions: { computers: [{ id: 2 }] } };

test('does not add an existing target twice, or remove a missing one', () => {
	expect(changeScope(scope, change('add', 'targets', '1', '3'))).toEqual({
		scope: { ...scope, computers: [{ id: 1, name: 'A' }, { id: 3 }] },
		changed: ['3'],
		unchanged: ['1'],
	});
	expect(changeScope(scope, change('remove', 'exclusions', '2', '3'))).toEqual({
		scope: { ...scope, exclusions: { computers: [] } },
		changed: ['2'],
		unchanged: ['3'],
	});
	expect(changeScope({}, change('add', 'exclusions', '4')).scope).toEqual({ exclusions: { computers: [{ id: 4 }] } });
});

test('lists the parts that the server does not return', () => {
	expect(findUnreadableFields(scope, ROWS)).toEqual(['jss_users']);
	expect(findUnreadableFields({ computers: [] }, ROWS)).toEqual(['all_computers', 'jss_users', 'exclusions.computers']);
});

test('never lets unreadable parts override what the server returned', () => {
	expect(mergeUnreadableParts(scope, { jss_users: [{ id: 5 }], computers: [], exclusions: { users: [] } })).toEqual({
		...scope,
		jss_users: [{ id: 5 }],
		exclusions: { computers: [{ id: 2 }], users: [] },
	});
	expect(() => mergeUnreadableParts(scope, [1])).toThrow('Unreadable Parts must be an object.');
});

test('ignores derived values in the verification, and compares directory users by name', () => {
	const users: ElementRow = { name: 'users', item: 'user', of: [{ name: 'id', readOnly: true }, { name: 'name' }] };
	const mirror: ElementRow = { name: 'mirror', readOnly: true, item: 'user', of: [{ name: 'id' }] };
	const before = { ...scope, users: [{ id: 'uuid', name: 'anna' }], mirror: [{ id: 1 }] };
	const after = { ...changeScope(scope, change('add', 'targets', '3')).scope, users: [{ name: 'Anna' }] };
	const rows = [...ROWS, users, mirror];
	expect(() => verifyScope(before, after, change('add', 'targets', '3'), rows)).not.toThrow();
	const without = { ...after, users: [] };
	expect(() => verifyScope(before, without, change('add', 'targets', '3'), rows)).toThrow('lost users anna');
});

test('fails the verification when a target is missing, still present, or anything else is gone', () => {
	const added = changeScope(scope, change('add', 'targets', '3'));
	expect(() => verifyScope(scope, added.scope, change('add', 'targets', '3'), ROWS)).not.toThrow();
	expect(() => verifyScope(scope, scope, change('add', 'targets', '3'), ROWS)).toThrow('it does not have "3"');
	expect(() => verifyScope(scope, scope, change('remove', 'targets', '1'), ROWS)).toThrow('it still has "1"');
	const without = { ...added.scope, exclusions: { computers: [] } };
	expect(() => verifyScope(scope, without, change('add', 'targets', '3'), ROWS)).toThrow('lost exclusions.computers 2');
	const removed = changeScope(scope, change('remove', 'targets', '1')).scope;
	expect(() => verifyScope(scope, removed, change('remove', 'targets', '1'), ROWS)).not.toThrow();
});
