/** The overlay of the Classic API, read from `overlay/classic` and `overlay/elements`: what Jamf does not document. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { LookupMode, ObjectsRow, OperationRow, ParameterRow, RowMethod } from '../../nodes/shared/catalogue/types';
import { CatalogueError } from '../diagnostics';
import type { MultilineFields } from '../multiline';
import { readOverlay, type Overlay } from '../overlay';
import type { SimplifyOverlay } from '../simplify';
import type { Notation } from './notation';

export interface ClassicOperationOverlay extends Partial<
	Pick<
		OperationRow,
		| 'action'
		| 'responseType'
		| 'body'
		| 'deprecated'
		| 'description'
		| 'destructive'
		| 'hidden'
		| 'query'
		| 'replacedBy'
	> &
		Pick<OperationRow, 'root' | 'subsets'>
> {
	/** `GET /computers/match/{match}`; required for operations other than `getAll get create update delete`. */
	route?: `${RowMethod} /${string}`;
	label?: string;
	simplify?: SimplifyOverlay;
	/** Key of a list in the response. */
	list?: string;
	/** Path parameters by name. */
	path?: Record<string, Partial<ParameterRow>>;
	privileges?: string[];
	/** Whether its action names one object (`a computer`); by default, if its path has an ID. */
	ofObject?: boolean;
	/** Why it is offered although Jamf does not document it. */
	undocumented?: string;
}

/** A standard resource needs only its name and path; everything else has a default. */
export interface ClassicResourceOverlay {
	name: string;
	noun?: string;
	plural?: string;
	article?: false;
	/** `buildings` */
	path: string;
	/** Root element of one object. */
	root?: string;
	/** Key of the list of all objects. Default: the root with an `s`. */
	list?: string;
	/** Standard operations. Default: `getAll get create update delete`. `settings`: one object with `get` and `update`. */
	does?: string;
	/** Path segment before an ID. Default: `id`. */
	id?: string;
	/** Path segment before a name. Default: `name`. */
	byName?: string;
	/** Path segments of further lookups, such as `serialNumber: serialnumber`. */
	by?: Partial<Record<LookupMode, string>>;
	objects?: Partial<ObjectsRow>;
	/** Resource whose objects the paths address, if it is another. */
	of?: string;
	subsets?: string[];
	/** Operations that are read as XML, because JSON loses data (jamf-behavior 5.3). */
	xml?: string;
	/** The noun in the names of the privileges (`Read Buildings`); several if all are required. */
	privileges?: string | string[];
	/** Why the privileges of its operations are unknown, if they do not define their own (jamf-behavior 8.4). */
	privilegesUnknown?: string;
	/** Date on which the whole resource was deprecated, if Jamf's document lacks it. For an operation: likewise. */
	deprecated?: string;
	operations?: Record<string, ClassicOperationOverlay>;
	/** Commands that Jamf removed (jamf-behavior 4.6), with their successors. Their rows are hidden. */
	retired?: {
		routes: string[];
		commands: Record<
			string,
			Required<Pick<OperationRow, 'removed' | 'replacedBy'>> & Pick<OperationRow, 'destructive'>
		>;
	};
	/** Objects that are one JSON field in a form, because their parts are rarely set one by one. */
	whole?: string[];
	/** Order of the body fields. */
	fields?: string[];
}

export interface ClassicOverlay {
	resources: Record<string, ClassicResourceOverlay>;
	/** Elements in the notation of `notation.ts`; `$name` defines a shape that others refer to. */
	elements: Record<string, Notation | string>;
	/** Fields that contain the ID of an object, by the end of their name, to its resource: `category.id: category`. */
	references: Record<string, string>;
	/** Labels of fields by element name, where the words of the name are unsuitable. */
	labels: Record<string, string>;
	/** Texts with several lines, of both APIs. */
	multiline: MultilineFields;
	/** Elements that repeat another or are reported by devices: read and written, but not in forms. */
	omitted: string[];
	/** Traits of parameters by name, for all operations. */
	parameters: Record<string, Partial<ParameterRow>>;
	effects: Overlay['effects'];
	renamedPrivileges: Overlay['renamedPrivileges'];
	words: Overlay['words'];
}

export function readClassicOverlay(folder: string): ClassicOverlay {
	const read = <T>(file: string): T => parse(readFileSync(path.join(folder, file), 'utf8'), { merge: true }) as T;
	const all = <T>(part: string): Record<string, T> => {
		const found: Record<string, T> = {};
		for (const file of readdirSync(path.join(folder, part)).sort()) {
			for (const [key, each] of Object.entries(read<Record<string, T>>(path.join(part, file)))) {
				if (key in found)
					throw new CatalogueError([
						`overlay/${part}/${file} describes ${key}, which another file of ${part} describes too.`,
					]);
				found[key] = each;
			}
		}
		return found;
	};
	const shared = read<Pick<ClassicOverlay, 'labels' | 'omitted' | 'parameters' | 'references'>>('classic.yaml');
	const { effects, multiline, renamedPrivileges, words } = readOverlay(folder);
	return {
		...shared,
		resources: all('classic'),
		elements: all('elements'),
		effects,
		multiline,
		renamedPrivileges,
		words,
	};
}
