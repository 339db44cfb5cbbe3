import { packIds, unpackIds } from './packedIds';
import type { DeviceRow, FeedState } from './types';

/** The emitted devices with reports within the overlap window, with the dates of these reports. */
export function readEdge({ edge }: Pick<FeedState, 'edge'>): Map<number, number> {
	return new Map(
		Object.entries(edge).flatMap(([date, ids]) => unpackIds(ids).map((id) => [id, Date.parse(date)] as const)),
	);
}

export function packEdge(entries: Iterable<readonly [id: number, date: number]>): Record<string, string> {
	const byDate = new Map<number, number[]>();
	for (const [id, date] of entries) {
		const ids = byDate.get(date);
		if (ids === undefined) byDate.set(date, [id]);
		else ids.push(id);
	}
	return Object.fromEntries([...byDate].map(([date, ids]) => [toText(date), packIds(ids)]));
}

/** Milliseconds; `-Infinity` for a device that never reported. */
export function readDate({ date }: DeviceRow): number {
	return date == null ? -Infinity : Date.parse(date);
}

export function toText(time: number): string {
	return new Date(time).toISOString();
}
