import type { ResponseError } from '../shared/transport/errors';

const BLANK_PUSH = ['11.28', 'Send Blank Push'] as const;
const send = (version: string, command: string) => [version, `Send with the command ${command}`] as const;

/** Commands that Classic no longer takes: the version of Jamf Pro without them (facts 4.6), and the operation of MDM Command for them. */
const RETIRED: Readonly<Record<string, Readonly<Record<string, readonly [version: string, operation: string]>>>> = {
	computercommands: { BlankPush: BLANK_PUSH, DeleteUser: send('11.28', 'DELETE_USER') },
	mobiledevicecommands: {
		BlankPush: BLANK_PUSH,
		ClearPasscode: send('11.28', 'CLEAR_PASSCODE'),
		DeviceLock: send('11.20', 'DEVICE_LOCK'),
		DisableLostMode: send('11.28', 'DISABLE_LOST_MODE'),
		EraseDevice: send('11.20', 'ERASE_DEVICE'),
		RestartDevice: send('11.28', 'RESTART_DEVICE'),
	},
};

/**
 * Says of a refused command that it is gone, and what replaces it. Older servers still take it, so it is sent first.
 *
 * @param named the command, where the path does not name it
 */
export function explainRetired(error: ResponseError, named = ''): ResponseError {
	const [, kind = '', , inPath = named] = error.request?.path.split('/') ?? [];
	const known = RETIRED[kind.toLowerCase()];
	const [version, operation] = (known !== undefined && Object.hasOwn(known, inPath) && known[inPath]) || [];
	if (version === undefined || ![400, 404, 405, 409, 410].includes(error.status)) return error;
	return error.explained(
		'RETIRED',
		error.message,
		`Jamf removed the Classic command ${inPath} in Jamf Pro ${version}. Use MDM Command: ${operation} of the node Jamf Pro instead.`,
	);
}
