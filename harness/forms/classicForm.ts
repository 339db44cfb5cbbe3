import type { INodeParameters } from 'n8n-workflow';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { findElements, findListable } from '../../nodes/shared/catalogue/find';
import { classic, classicElements } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow, ParameterRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { locator } from '../testBench';

const SAMPLES: Record<string, string> = {
	application: 'Safari.app',
	createdBy: 'jss',
	date: '2026-11-25',
	end_date: '2026-11-25',
	extension: 'png',
	filter: 'Safari',
	idType: 'id',
	idtype: 'computers',
	interval: 'Six Months',
	log: 'policy',
	start_date: '2026-11-01',
	status: 'Pending',
	version: '17.1',
};

/** What the server requires although no element is marked as required. */
const BODIES: Record<string, object> = {
	'logFlushing.flush': { log: 'policy', interval: 'Six Months' },
	'managementCommandFlushing.flush': { status: 'Pending', computers: [{ id: 1 }] },
	'mobileDeviceCommand.send': { general: { command: 'UpdateInventory' }, mobile_devices: [{ id: 1 }] },
	'mobileDeviceCommand.sendByName': {
		general: { command: 'EnableLostMode', lost_mode_message: 'Lost' },
		mobile_devices: [{ id: 1 }],
	},
	'patchTitle.create': { name: 'Browser', name_id: '0A1', source_id: 1 },
	'computerInvitation.create': { invitation_type: 'USER_INITIATED_URL', ssh_username: '' },
	'webhook.create': { name: 'Webhook', url: 'https://example.com/', event: 'ComputerAdded' },
	'webhook.update': { url: 'https://example.com/' },
};

const listed = (of?: string) => of !== undefined && findListable(classic, of) !== undefined;

/** Valid values, only for required elements. */
function minimal(rows: readonly ElementRow[], salt: string): Record<string, unknown> {
	const needed = rows.filter(({ required, of = [] }) => required === true || of.some((row) => row.required === true));
	return Object.fromEntries(needed.map((row) => [row.name, valueOf(row, salt)]));
}

function valueOf(row: ElementRow, salt: string): unknown {
	const { of, type, options, item } = row;
	const value =
		of === undefined
			? (options?.[0] ?? (type === undefined ? salt : type === 'boolean' ? false : 1))
			: minimal(of, salt);
	return item === undefined ? value : [value];
}

function parameterOf({ name, options }: ParameterRow): string {
	return String(options?.[0] ?? SAMPLES[name] ?? (/id|name|user|group/i.test(name) ? '1' : 'x'));
}

/** The filled-in form, and the path expected of it. */
export function fillClassicForm(resource: ResourceRow, row: OperationRow) {
	const parameters: INodeParameters = { confirm: true, returnAll: true, binaryPropertyName: 'data' };
	const values = (row.path ?? []).map((each) => {
		const value = listed(each.of) ? '1' : parameterOf(each);
		parameters[each.as ?? each.name] = listed(each.of) ? locator('id', value) : value;
		return encodeURIComponent(value);
	});
	for (const { name, as = name, required, type, options } of row.query ?? []) {
		if (required === true || type === 'multiOptions') parameters[as] = options?.[0] ?? 'x';
	}
	const rows = findElements(classicElements(), resource.value, row.value) ?? [];
	const name = `${resource.value}.${row.value}`;
	const body = BODIES[name] ?? minimal(rows, name);
	Object.assign(parameters, { bodyMode: 'json', body: JSON.stringify(body) });
	let at = 0;
	return { parameters, path: `/JSSResource${row.routes[0].path.replace(/\{[^}]+\}/g, () => values[at++] ?? '')}` };
}
