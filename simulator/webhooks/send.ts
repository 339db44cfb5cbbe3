import http from 'node:http';
import https from 'node:https';
import { plainXml, xmlElement } from '../classic/writeXml';
import type { JsonObject } from '../json';

const SECOND = 1000;

/** A webhook and its event, as the receiver gets it (jamf-behavior 6.3). */
function messageOf(webhook: JsonObject, event: JsonObject, at: number): { contentType: string; body: string } {
	const head = {
		id: Number(webhook.id),
		name: String(webhook.name),
		webhookEvent: String(webhook.event),
		eventTimestamp: at,
	};
	if (webhook.content_type === 'application/json') {
		return { contentType: 'application/json', body: JSON.stringify({ webhook: head, event }) };
	}
	const content = xmlElement('webhook', plainXml(head)) + xmlElement('event', plainXml(event));
	return {
		contentType: 'text/xml',
		body: `<?xml version="1.0" encoding="UTF-8"?>${xmlElement('JSSEvent', content)}`,
	};
}

/** jamf-behavior 6.1. */
function authentication({ authentication_type: kind, username, password, header }: JsonObject): Record<string, string> {
	if (kind === 'BASIC') {
		const text = Buffer.from(`${String(username)}:${String(password)}`).toString('base64');
		return { Authorization: `Basic ${text}` };
	}
	if (kind !== 'HEADER') return {};
	const fields = Object.entries(JSON.parse(String(header)) as Record<string, unknown>);
	return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}

export interface Sending {
	payload: JsonObject;
	/** The time of the event. */
	at: number;
	/** Delay between the two halves of the body. */
	pauseMs: number;
}

/** Sent once and never retried, whatever the receiver does (jamf-behavior 6.4). Resolves with the status of the response. */
export function send(webhook: JsonObject, { payload, at, pauseMs }: Sending, stopped: AbortSignal): Promise<number> {
	const { contentType, body } = messageOf(webhook, payload, at);
	const url = new URL(String(webhook.url));
	const headers = {
		'User-Agent': 'Java/21.0.11',
		Accept: 'text/plain, application/xml, text/xml, application/json, */*',
		'Content-Type': contentType,
		'Content-Length': Buffer.byteLength(body),
		...authentication(webhook),
	};
	return new Promise((resolve, reject) => {
		const { request: open } = url.protocol === 'https:' ? https : http;
		const limit = (kind: string, seconds: unknown) =>
			setTimeout(() => request.destroy(new Error(`${kind} timeout`)), Number(seconds) * SECOND);
		// Receivers in tests have self-signed certificates.
		const request = open(url, { method: 'POST', headers, signal: stopped, agent: false, rejectUnauthorized: false });
		let timer = limit('connection', webhook.connection_timeout ?? 5);
		request.on('socket', (socket) => {
			socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
				clearTimeout(timer);
				timer = limit('read', Number(webhook.read_timeout ?? 2) + pauseMs / SECOND);
			});
		});
		request.on('response', (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
		request.on('error', reject);
		request.on('close', () => clearTimeout(timer));
		if (pauseMs === 0) request.end(body);
		else {
			// The read timeout counts from the end of the request.
			const content = Buffer.from(body);
			const half = content.length >> 1;
			request.write(content.subarray(0, half));
			setTimeout(() => request.end(content.subarray(half)), pauseMs);
		}
	});
}
