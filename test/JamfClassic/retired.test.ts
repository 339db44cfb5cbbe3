import { explainRetired } from '../../nodes/JamfClassic/explainRetired';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { ResponseError } from '../../nodes/shared/transport/errors/errors';

const retired = classic.resources
	.flatMap(({ operations }) => operations)
	.filter(({ removed }) => removed !== undefined)
	.flatMap(({ removed, replacedBy, routes }) => routes.map(({ path }) => ({ path, removed, replacedBy })));

function explained(path: string, named?: string, status = 404): ResponseError {
	const request = { api: 'classic', method: 'POST', path } as const;
	return explainRetired(
		new ResponseError('NOT_FOUND', 'refused', '', status, [], undefined, undefined, request),
		named,
	);
}

test('has rows for the commands that Jamf removed', () => {
	expect(retired).toHaveLength(16);
});

test.each(retired)('$path: the hint matches the row', ({ path, removed, replacedBy = '' }) => {
	const [resource = '', operation = ''] = replacedBy.replace('pro ', '').split('.');
	const found = findResource(pro, resource);
	const { hint, code } = explained(path.replaceAll(/\{\w+\}/g, '1'));
	expect(code).toBe('RETIRED');
	expect(hint).toContain(` in Jamf Pro ${removed}. Use ${found?.name}: ${findOperation(found, operation)?.name} `);
});

test('reports a command named in the body too, under its name in MDM Command', () => {
	expect(explained('/computercommands/command', 'DeleteUser').hint).toContain('Send with the command DELETE_USER of');
	expect(explained('/MobileDeviceCommands/command/DisableLostMode').hint).toContain('the command DISABLE_LOST_MODE of');
});

test('leaves other commands and unrelated errors unchanged', () => {
	for (const error of [
		explained('/computercommands/command/DeviceLock/id/1'),
		explained('/computercommands/command/constructor'),
		explained('/computercommands/command'),
		explained('/mobiledevicecommands/command/DeviceLock/id/1', undefined, 401),
	]) {
		expect(error.code).toBe('NOT_FOUND');
	}
});
