/** Counts how many documented operations the rows reach. */

import type { Catalogue } from '../nodes/shared/catalogue/types';
import type { Overlay } from './overlay';

interface Coverage {
	/** Operations that are the newest route of a row. */
	rows: number;
	/** Operations that are an older route of a row. */
	fallbacks: number;
	/** Operations that hand-written code calls without a row. */
	handledByCode: number;
	total: number;
	/** Names (`building.getAll`) that occur more than once. */
	duplicates: string[];
}

/** Rows of aliases are not counted, because they reach nothing new. */
export function computeCoverage({ resources }: Catalogue, { aliases, handledByCode }: Overlay): Coverage {
	const named = resources.flatMap(({ value, operations }) =>
		operations.map((row) => ({ name: `${value}.${row.value}`, routes: row.routes })),
	);
	const own = named.filter(({ name }) => !(name in aliases));
	const newest = new Set(own.map(({ routes: [{ method, path }] }) => `${method} ${path}`));
	const older = new Set(own.flatMap(({ routes }) => routes.slice(1).map(({ method, path }) => `${method} ${path}`)));
	const byHand = Object.keys(handledByCode).length;
	return {
		rows: newest.size,
		fallbacks: older.size,
		handledByCode: byHand,
		total: new Set([...newest, ...older, ...Object.keys(handledByCode)]).size,
		duplicates: named.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index),
	};
}
