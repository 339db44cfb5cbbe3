import { setTimeout as sleep } from 'node:timers/promises';

const MAX_READY_ATTEMPTS = 600;

/** Sends a request to n8n. On a busy machine, n8n rejects it with 503 without processing it until its database responds in time. */
export async function fetchReady(url: string, request?: RequestInit): Promise<Response> {
	for (let attempt = 1; ; attempt++) {
		const response = await fetch(url, request);
		if (response.status !== 503 || attempt === MAX_READY_ATTEMPTS) return response;
		await sleep(1_000);
	}
}
