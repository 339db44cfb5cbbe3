import { callOperation, listOperation } from '../../calls/callOperation';
import { asPage } from '../../calls/responseItems';
import type { InventoryReader, Listing } from '../../changes/runRound';
import type { DeviceRow, FullRow } from '../../changes/types';
import { quoteRsql } from '../../parameters/rsql';
import type { JamfClient } from '../../transport/client';
import { isUnknownRoute, ResponseError } from '../../transport/errors/errors';
import { unexpectedResponse } from '../../transport/http/responseShape';
import type { HttpResponse } from '../../transport/types';
import { toDeviceRow, toFullRow } from './deviceRow';
import type { ChangeSettings } from './settings';
import type { Source } from './source';

/** Rows of one small section (jamf-behavior 10.3). */
const MAX_LIGHT_PAGE = 2000;

/** Keeps the URL of a filter short. */
const MAX_IDS_IN_FILTER = 100;

interface ListOptions {
	sections?: readonly string[];
	filter?: string;
	limit?: number;
	pageSize?: number;
	onPage?: (response: HttpResponse, totalCount: number) => void;
}

/** Reads the devices of a feed from a Jamf Pro server. */
export class JamfInventory implements InventoryReader {
	constructor(
		private readonly jamf: JamfClient,
		private readonly source: Source,
		private readonly settings: ChangeSettings,
	) {}

	async count(): Promise<{ serverTime: string; totalCount: number }> {
		let date: unknown;
		let totalCount = 0;
		await this.list({
			...this.light,
			limit: 1,
			pageSize: 1,
			onPage: (response, count) => {
				date ??= response.headers.date;
				totalCount = count;
			},
		});
		const time = typeof date === 'string' ? Date.parse(date) : NaN;
		if (Number.isNaN(time)) {
			throw unexpectedResponse("The server's response has no Date header, so changes cannot be read.", 200);
		}
		return { serverTime: new Date(time).toISOString(), totalCount };
	}

	async readReports(from: string): Promise<FullRow[]> {
		const { report, checkIn } = this.source;
		const fields = this.settings.includesCheckIns && checkIn !== undefined ? [report, checkIn] : [report];
		const filter = fields.map((field) => `${field.filter}>=${quoteRsql(from)}`).join(',');
		return (await this.list({ filter: fields.length > 1 ? `(${filter})` : filter })).map((row) => this.toFull(row));
	}

	/** Some devices, as samples. */
	async readSome(limit: number): Promise<FullRow[]> {
		return (await this.list({ limit })).map((row) => this.toFull(row));
	}

	async readAll(): Promise<Listing<FullRow>> {
		const { rows, isComplete } = await this.readListing({});
		return { rows: rows.map((row) => this.toFull(row)), isComplete };
	}

	async readIds(): Promise<Listing<DeviceRow>> {
		const { rows, isComplete } = await this.readListing({ ...this.light, pageSize: MAX_LIGHT_PAGE });
		const { includesCheckIns } = this.settings;
		return { rows: rows.map((row) => toDeviceRow(this.source, includesCheckIns, row)), isComplete };
	}

	async readDevices(ids: readonly number[]): Promise<FullRow[]> {
		return (await this.listByIds(ids, {})).map((row) => this.toFull(row));
	}

	/** Deleted devices, and with a filter also those that no longer match it. */
	async findGone(ids: readonly number[]): Promise<number[]> {
		if (this.settings.filter === '') {
			const isGone = await mapInParallel(ids, this.concurrency, async (id) => !(await this.exists(id)));
			return ids.filter((_, index) => isGone[index]);
		}
		const rows = await this.listByIds(ids, this.light);
		const found = new Set(rows.map((row) => toDeviceRow(this.source, false, row).id));
		return ids.filter((id) => !found.has(id));
	}

	private get light(): Required<Pick<ListOptions, 'sections'>> {
		return { sections: (this.source.list.sections ?? []).slice(0, 1) };
	}

	private get concurrency(): number {
		return this.jamf.settings.maxConnections;
	}

	private toFull(row: unknown): FullRow {
		return toFullRow(this.source, this.settings, row);
	}

	private async readListing(options: ListOptions): Promise<Listing<unknown>> {
		const counts: number[] = [];
		const rows = await this.list({ ...options, onPage: (_, totalCount) => counts.push(totalCount) });
		const isComplete = rows.length >= Math.min(...counts) && rows.length <= Math.max(...counts);
		return { rows, isComplete };
	}

	private async listByIds(ids: readonly number[], options: ListOptions): Promise<unknown[]> {
		const chunks = Array.from({ length: Math.ceil(ids.length / MAX_IDS_IN_FILTER) }, (_, index) =>
			ids.slice(index * MAX_IDS_IN_FILTER, (index + 1) * MAX_IDS_IN_FILTER),
		);
		const field = this.source.objects.idField ?? 'id';
		const found = await mapInParallel(chunks, this.concurrency, async (chunk) => {
			const filter = `${field}=in=(${chunk.map((id) => quoteRsql(String(id))).join(',')})`;
			return await this.list({ ...options, filter });
		});
		return found.flat();
	}

	/** Sorted by ID: a device that reports while the list is read keeps its place. */
	private async list({ sections, filter, limit = Infinity, pageSize, onPage }: ListOptions): Promise<unknown[]> {
		const { dialect, resource, row, list } = this.source;
		const { settings } = this;
		const own = settings.filter === '' || filter === undefined ? settings.filter : `(${settings.filter})`;
		const conditions = [own, filter ?? ''].filter((each) => each !== '').join(';');
		const { read } = dialect.decoderFor(row, resource);
		return await listOperation(
			this.jamf,
			{ dialect, resource, row, ids: [] },
			{
				query: [
					...(sections ?? settings.sections).map((section) => ['section', section] as const),
					['sort', `${list.unique ?? 'id'}:asc`],
					...(conditions === '' ? [] : [['filter', conditions] as const]),
				],
				limit,
				...(pageSize !== undefined && { pageSize }),
				decoder: {
					read: async (response) => {
						const body = await read(response);
						const page = asPage(body);
						if (page !== undefined) onPage?.(response, page.totalCount);
						return body;
					},
				},
			},
		);
	}

	/** Errors of Jamf Pro often lack a code (jamf-behavior 0.10), and a 404 without one can also mean that the server lacks the route. */
	private async isListed(id: number): Promise<boolean> {
		return (await this.listByIds([id], this.light)).length > 0;
	}

	private async exists(id: number): Promise<boolean> {
		const { dialect, resource, get } = this.source;
		const hasSections = get.query?.some(({ name }) => name === 'section') ?? false;
		const query = hasSections ? this.light.sections.map((section) => ['section', section] as const) : [];
		const decoder = dialect.decoderFor(get, resource);
		const call = { dialect, resource, row: get, ids: [String(id)] };
		return await callOperation(this.jamf, call, { query, decoder }).then(
			() => true,
			async (error: unknown) => {
				if (!(error instanceof ResponseError) || error.status !== 404) throw error;
				return isUnknownRoute(error) ? await this.isListed(id) : false;
			},
		);
	}
}

/** Runs an action for each entry, a few at a time. Results have the order of the entries. */
async function mapInParallel<From, To>(
	entries: readonly From[],
	concurrency: number,
	action: (entry: From) => Promise<To>,
): Promise<To[]> {
	const results: To[] = [];
	let next = 0;
	const worker = async () => {
		while (next < entries.length) {
			const index = next++;
			results[index] = await action(entries[index] as From);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, entries.length) }, worker));
	return results;
}
