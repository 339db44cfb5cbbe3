import { InputError, type ItemParameters, readJsonBody } from '../../../shared/operations/kit';
import { COMMAND_FIELDS } from './commandFields';
import { COMMANDS } from './commands';
import { readSettings } from './settings';

const PIN_LENGTH = 6;

/** Of each of these groups, a command needs at least one field. */
const REQUIRED_FIELDS: Readonly<Record<string, readonly string[][]>> = {
	APPLY_REDEMPTION_CODE: [['identifier'], ['redemptionCode']],
	DELETE_USER: [['userName', 'deleteAllUsers']],
	ENABLE_LOST_MODE: [['lostModeMessage', 'lostModePhone']],
	REFRESH_CELLULAR_PLANS: [['esimServerUrl']],
	REQUEST_MIRRORING: [['destinationName', 'destinationDeviceId']],
	SET_AUTO_ADMIN_PASSWORD: [['guid'], ['password']],
	SET_RECOVERY_LOCK: [['newPassword']],
	TRIGGER_ENHANCED_LOG_COLLECTION: [['appleCareToken']],
	UNLOCK_USER_ACCOUNT: [['userName']],
	VERIFY_RECOVERY_LOCK: [['password']],
};

/**
 * The fields of the command in the form. Those in JSON override the others.
 *
 * @throws InputError when a field is missing that the command needs
 */
export function readCommand(item: ItemParameters, commandType: string): Record<string, unknown> {
	const data: Record<string, unknown> = commandType === 'SETTINGS' ? readSettings(item) : {};
	for (const [name, { commands, path = name }] of Object.entries(COMMAND_FIELDS)) {
		if (!commands.includes(commandType)) continue;
		const value = readField(item, name);
		if (value !== undefined) setAt(data, path, value);
	}
	// An empty password removes the recovery lock, which must not happen by an expression without a value.
	if (data.clearRecoveryLock === true) data.newPassword = '';
	delete data.clearRecoveryLock;
	for (const name of ['jsonFields', 'commandFields'])
		if (item.isGiven(name)) Object.assign(data, readJsonBody(item, name));
	assertComplete(commandType, data);
	return { ...data, commandType };
}

/** The value of a field, or `undefined` if it is not set. */
function readField(item: ItemParameters, name: string): unknown {
	const { type, default: byDefault } = COMMAND_FIELDS[name] ?? {};
	if (!item.isGiven(name)) return undefined;
	switch (type) {
		case 'boolean':
			return item.boolean(name) ? true : undefined;
		case 'list':
		case 'multiOptions': {
			const values = item.strings(name);
			return values.length === 0 ? undefined : values;
		}
		case 'secret':
			// White space can be part of a password.
			return item.string(name) === '' ? undefined : String(item.value(name));
		default: {
			const value = item.string(name);
			return value === '' || value === byDefault ? undefined : value;
		}
	}
}

function setAt(data: Record<string, unknown>, path: string, value: unknown): void {
	const [first = path, second] = path.split('.');
	data[first] = second === undefined ? value : { ...(data[first] as object | undefined), [second]: value };
}

function assertComplete(commandType: string, data: Record<string, unknown>): void {
	const name = COMMANDS[commandType]?.name ?? commandType;
	for (const group of REQUIRED_FIELDS[commandType] ?? []) {
		if (group.some((field) => data[field] !== undefined)) continue;
		const labels = group.map((field) => COMMAND_FIELDS[field]?.label ?? field);
		throw new InputError(
			`"${name}" needs ${labels.join(' or ')}.`,
			`Nothing was sent. Enter ${labels.join(' or ')}. If it is an expression, check that it has a value.`,
		);
	}
	const { pin } = data;
	if (commandType !== 'ERASE_DEVICE' || pin === undefined || String(pin).length === PIN_LENGTH) return;
	throw new InputError(
		`The PIN does not have ${PIN_LENGTH} characters.`,
		`Nothing was sent. Enter ${PIN_LENGTH} characters. A number loses its leading zeros: use text.`,
	);
}
