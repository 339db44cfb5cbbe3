import type { ApiPath, Query } from './path';
import type { JamfRequest, JamfResponse } from './session';
import type { HttpResponse, Method } from './types';

type Read<T> = (response: HttpResponse) => Promise<T>;

interface ReadOptions<T> {
	query?: Query;
	/** Reads the response; as JSON by default. */
	read?: Read<T>;
}

interface WriteOptions<T> {
	read?: Read<T>;
	/** The type of the MDM command in the body. */
	command?: string;
}

/** Requests to the Jamf Pro API with JSON bodies; each returns the body of the response. */
export abstract class JsonRequests {
	abstract send<T = unknown>(request: JamfRequest, read?: Read<T>): Promise<JamfResponse<T>>;

	async get<T = unknown>(path: ApiPath, { query, read }: ReadOptions<T> = {}): Promise<T> {
		return (await this.send({ api: 'pro', method: 'GET', path, ...(query && { query }) }, read)).body;
	}

	async delete<T = unknown>(path: ApiPath, { read }: ReadOptions<T> = {}): Promise<T> {
		return (await this.send({ api: 'pro', method: 'DELETE', path }, read)).body;
	}

	async patch<T = unknown>(path: ApiPath, value: unknown, options?: WriteOptions<T>): Promise<T> {
		return await this.write('PATCH', path, value, options);
	}

	/** Without a value the body is empty. */
	async post<T = unknown>(path: ApiPath, value?: unknown, options?: WriteOptions<T>): Promise<T> {
		return await this.write('POST', path, value, options);
	}

	async put<T = unknown>(path: ApiPath, value: unknown, options?: WriteOptions<T>): Promise<T> {
		return await this.write('PUT', path, value, options);
	}

	private async write<T>(
		method: Method,
		path: ApiPath,
		value: unknown,
		{ read, command }: WriteOptions<T> = {},
	): Promise<T> {
		const content =
			value === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
		return (await this.send({ api: 'pro', method, path, ...content, ...(command && { command }) }, read)).body;
	}
}
