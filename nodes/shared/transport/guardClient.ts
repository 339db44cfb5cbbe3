import { JamfClient } from './client';
import type { JamfRequest } from './session';

/** The same client with a guard that is called before each request, which is not sent if it throws. An earlier guard is called first. */
export function guardClient({ settings, session }: JamfClient, guard: (request: JamfRequest) => void): JamfClient {
	const { guard: earlier } = session;
	return new JamfClient(settings, {
		...session,
		guard: (request) => {
			earlier?.(request);
			guard(request);
		},
	});
}
