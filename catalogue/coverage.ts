/** How much of the document the rows reach. */

import type { Catalogue } from '../nodes/shared/catalogue/types';
import type { Overlay } from './overlay';

interface Coverage {
	/** Operations of the document that are the newest route of a row. */
	rows: number;
	/** Older routes. */
	fallbacks: number;
	/** Carried out by hand-written code without a row. */
	handledByCode: number;
	total: number;
	/** Resource and operation values that are there more than once. */
	duplicates: string[];
}

/** Rows that stand for an older name of another are not counted: they reach nothing new. */
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
