import type { ResponseError } from '../shared/transport/errors/errors';

interface RejectionHint {
	status: number;
	/** The message of the server. If absent, every message matches. */
	text?: RegExp;
	/** Only for these operations: `resource.operation`. */
	operations?: readonly string[];
	hint: string;
}

/** Hints for statuses other than 409 whose meaning depends on the operation (jamf-behavior 11.9, 11.26, 11.28, 11.41, 11.50, 11.53). */
const HINTS: readonly RejectionHint[] = [
	{
		status: 400,
		text: /No command was queued/i,
		hint: 'The Classic API of this server no longer sends this command. Use MDM Command: Send in the Jamf Pro node.',
	},
	{
		status: 400,
		text: /Error in XML file/i,
		operations: ['patchManagementTitle.create', 'patchManagementTitle.update'],
		hint: 'Jamf does not accept changes to legacy patch management titles. Use Patch Software Title.',
	},
	{
		status: 400,
		operations: ['mobileDeviceCommand.send', 'mobileDeviceCommand.sendByName'],
		hint: 'Check the fields of the command. EnableLostMode requires lost_mode_message or lost_mode_phone.',
	},
	{
		status: 500,
		operations: ['computerCommand.send', 'computerCommand.sendToComputer'],
		hint: 'The Classic API of this server no longer sends this command. Use MDM Command: Send in the Jamf Pro node.',
	},
	{
		status: 500,
		operations: ['mobileDeviceProvisioningProfile.update'],
		hint: 'A provisioning profile cannot be changed or renamed after its file is uploaded. Delete it and create it again.',
	},
	{
		status: 500,
		operations: ['policy.create', 'policy.update'],
		hint: 'Check that all objects in the scope and in the accounts of the policy exist. A missing object causes a server error.',
	},
	{
		status: 500,
		operations: ['computerInvitation.create'],
		hint: 'The XML must contain ssh_username, which can be empty.',
	},
];

/** Adds a hint to the error, if there is one. */
export function explainRejection(error: ResponseError, operation: string): ResponseError {
	const known = HINTS.find(
		({ status, text, operations }) =>
			status === error.status && (text?.test(error.serverMessage) ?? true) && (operations?.includes(operation) ?? true),
	);
	return known === undefined ? error : error.reworded(error.code, error.message, known.hint);
}
