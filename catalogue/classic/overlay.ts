/** What people decide about the rows of the Classic API, read from `overlay/classic` and `overlay/elements`. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { LookupMode, ObjectsRow, OperationRow, ParameterRow, RowMethod } from '../../nodes/shared/catalogue/types';
import { readOverlay, type Overlay } from '../overlay';
import type { Notation } from './notation';

export interface ClassicOperationOverlay extends Partial<
	Pick<
		OperationRow,
		'action' | 'answer' | 'body' | 'deprecated' | 'description' | 'destructive' | 'hidden' | 'query' | 'replacedBy'
	> &
		Pick<OperationRow, 'root' | 'simplify' | 'subsets'>
> {
	/** `GET /computers/match/{match}`; only of operations that are not `getAll get create update delete`. */
	route?: `${RowMethod} /${string}`;
	label?: string;
	/** Key that a list stands under. */
	list?: string;
	/** By the name in the path. */
	path?: Record<string, Partial<ParameterRow>>;
	privileges?: string[];
	/** Whether it is about one object although its path takes none, or the other way. */
	ofObject?: boolean;
	/** Why it is offered although Jamf's document does not have it. */
	undocumented?: string;
}

/** One line is enough for an ordinary resource: everything but its names and its path has an ordinary value. */
export interface ClassicResourceOverlay {
	name: string;
	noun?: string;
	plural?: string;
	article?: false;
	/** `buildings` */
	path: string;
	/** Root element of one object. */
	root?: string;
	/** Key of the list of all; the root with an `s` unless said otherwise. */
	list?: string;
	/** `getAll get create update delete` unless said otherwise; `settings`: one object with `get` and `update`. */
	does?: string;
	/** Segment before an ID, `id` unless said otherwise. */
	id?: string;
	/** Segment before a name, `name` unless said otherwise. */
	byName?: string;
	/** Segment by further way to name an object. */
	by?: Partial<Record<LookupMode, string>>;
	objects?: Partial<ObjectsRow>;
	/** Resource whose objects the paths name, when it is another. */
	of?: string;
	subsets?: string[];
	/** Operations that are read as XML (facts 5.3). */
	xml?: string;
	/** What follows Create, Read, Update and Delete in the names of the privileges; several where all are needed. */
	privileges?: string | string[];
	/** Date on which all of it was deprecated. */
	deprecated?: string;
	operations?: Record<string, ClassicOperationOverlay>;
	/** Commands that Jamf has taken away (facts 4.6), with what is used instead: rows that are not offered. */
	retired?: { routes: string[]; commands: Record<string, Required<Pick<OperationRow, 'removed' | 'replacedBy'>>> };
	/** Objects that a form has as JSON, because their parts are rarely given one by one. */
	whole?: string[];
	/** Order of the body fields. */
	fields?: string[];
}

export interface ClassicOverlay {
	resources: Record<string, ClassicResourceOverlay>;
	/** Elements in their short notation; `$name` is a shape that others refer to. */
	elements: Record<string, Notation | string>;
	/** Resource by the end of a field's name that holds the ID of one of its objects: `category.id`. */
	references: Record<string, string>;
	/** Labels of fields by element name, where its words do not read well. */
	labels: Record<string, string>;
	/** Elements that say again what another says: read and written, but in no form. */
	omitted: string[];
	/** What parameters of one name have in common. */
	parameters: Record<string, Partial<ParameterRow>>;
	words: Overlay['words'];
}

export function readClassicOverlay(folder: string): ClassicOverlay {
	const read = <T>(file: string): T => parse(readFileSync(path.join(folder, file), 'utf8'), { merge: true }) as T;
	const all = <T>(part: string): Record<string, T> => {
		const found: Record<string, T> = {};
		for (const file of readdirSync(path.join(folder, part)).sort()) {
			for (const [key, each] of Object.entries(read<Record<string, T>>(path.join(part, file)))) {
				if (key in found) throw new Error(`The overlay describes ${key} twice; the second time in ${part}/${file}.`);
				found[key] = each;
			}
		}
		return found;
	};
	const shared = read<Pick<ClassicOverlay, 'labels' | 'omitted' | 'parameters' | 'references'>>('classic.yaml');
	return {
		...shared,
		resources: all('classic'),
		elements: all('elements'),
		words: readOverlay(folder).words,
	};
}
