import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { findUnknownLists, findUnreadableFields } from '../../nodes/JamfClassic/xml/unreadableFields';
import {
	type Change,
	changeScope,
	verifyScope,
	mergeKeptParts,
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

test('what is there is not added twice, what is not there is not removed', () => {
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

test('parts that the server does not tell are named', () => {
	expect(findUnreadableFields(scope, ROWS)).toEqual(['jss_users']);
	expect(findUnreadableFields({ computers: [] }, ROWS)).toEqual(['all_computers', 'jss_users', 'exclusions.computers']);
});

test('lists of a newer server, whose entries cannot be written, are named', () => {
	const newer = { ...scope, zones: [{ id: 1 }], empty: [], all_zones: true, limits: { zones: [{ id: 1 }] } };
	expect(findUnknownLists(newer, ROWS)).toEqual(['zones', 'limits.zones']);
	expect(findUnknownLists({ ...scope, exclusions: { computers: [{ id: 2 }], zones: ['a'] } }, ROWS)).toEqual([
		'exclusions.zones',
	]);
	expect(findUnknownLists(scope, ROWS)).toEqual([]);
});

test('parts that are given go under those that the server tells', () => {
	expect(mergeKeptParts(scope, { jss_users: [{ id: 5 }], computers: [], exclusions: { users: [] } })).toEqual({
		...scope,
		jss_users: [{ id: 5 }],
		exclusions: { computers: [{ id: 2 }], users: [] },
	});
	expect(() => mergeKeptParts(scope, [1])).toThrow('Keep must be an object.');
});

test('the proof fails when a target is missing, is still there, or something else is gone', () => {
	const added = changeScope(scope, change('add', 'targets', '3'));
	expect(() => verifyScope(scope, added.scope, change('add', 'targets', '3'))).not.toThrow();
	expect(() => verifyScope(scope, scope, change('add', 'targets', '3'))).toThrow('it does not have "3"');
	expect(() => verifyScope(scope, scope, change('remove', 'targets', '1'))).toThrow('it still has "1"');
	const without = { ...added.scope, exclusions: { computers: [] } };
	expect(() => verifyScope(scope, without, change('add', 'targets', '3'))).toThrow('lost exclusions.computers 2');
	const removed = changeScope(scope, change('remove', 'targets', '1')).scope;
	expect(() => verifyScope(scope, removed, change('remove', 'targets', '1'))).not.toThrow();
});
