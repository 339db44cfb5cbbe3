import type { ApiRequest, Requirement } from '../../errors/requiredPrivileges';

/** The request that sends an MDM command, which requires a privilege of its own (jamf-behavior 7.1). */
export function listCommandRequirements(request: ApiRequest, command: string | undefined): Requirement[] {
	const { method, path } = request;
	if (command !== undefined) return [{ request: { ...request, command }, why: `sends the command ${command}` }];
	return [
		{ request, why: `sends ${method} ${path}` },
		{ unknown: 'The type of the MDM command is an expression. Each type needs a Send privilege of its own.' },
	];
}
