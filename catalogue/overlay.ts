/** The overlay of the Jamf Pro API, read from `overlay/*.yaml`: everything about the rows that is decided by hand. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { BodyRow } from '../nodes/shared/catalogue/bodyRow';
import type { ListRow, ObjectsRow, OperationRow, ParameterRow } from '../nodes/shared/catalogue/types';
import type { Additions } from './additions';
import { CatalogueError } from './diagnostics';
import type { Effects } from './effects';
import type { MultilineFields } from './multiline';
import type { Rarities } from './rarities';
import type { SimplifyOverlay } from './simplify';
import type { Words } from './titleCase';

export interface OperationOverlay extends Partial<
	Pick<OperationRow, 'accept' | 'action' | 'responseType' | 'description' | 'destructive' | 'hidden' | 'replacedBy'>
> {
	label?: string;
	simplify?: SimplifyOverlay;
	/** Fields that the server requires, although they are not documented as required. */
	required?: string[];
	/** Overrides the documented traits; `null` removes one. */
	list?: Partial<Omit<ListRow, 'sort' | 'unique'>> & { sort?: string[] | null; unique?: string | null };
	body?: Partial<BodyRow>;
	/** By the name in the API. */
	parameters?: Record<string, Partial<ParameterRow>>;
	/** Current name to former name of fields, by the version of the older route: `v3`. */
	renamed?: Record<string, Record<string, string>>;
}

export interface ResourceOverlay {
	name: string;
	/** `false` if the noun is used without an article: "the history of single sign-on". */
	article?: false;
	/** Whether a server has exactly one, if this does not follow from the operations. */
	single?: boolean;
	/** Resource whose objects the first path parameter identifies, if it is another. */
	of?: string;
	/** The name in sentences. Default: the name in lower case. */
	noun?: string;
	plural?: string;
	/** Path prefixes without version; the longest match of all resources wins. */
	paths: string[];
	/** Names of operations that do not follow from the path, by `POST /sso/cert` or, for one version, `GET /v1/mdm/commands`. */
	place?: Record<string, string>;
	objects?: Partial<ObjectsRow>;
	operations?: Record<string, OperationOverlay>;
	/** Fields of its bodies that contain IDs, to the resource of the objects. */
	references?: Record<string, string>;
	/** Order of the body fields; all others follow in documented order. */
	fields?: string[];
}

/** Nouns of privileges that Jamf renamed (jamf-behavior 4.7), by the current noun. */
export type RenamedNouns = Record<string, { former: string; since: string }>;

export interface Overlay {
	resources: Record<string, ResourceOverlay>;
	/** Fields and parameters that contain the ID of an object, to its resource; with `classic.` if only the Classic API lists its objects. */
	references: Record<string, string>;
	/** Labels of body fields by name, where the words of the name are unsuitable. */
	labels: Record<string, string>;
	/** Texts with several lines, of both APIs. */
	multiline: MultilineFields;
	/** Traits of parameters by name, for all operations. */
	parameters: Record<string, Partial<ParameterRow>>;
	/** Documented operations without a row, to the hand-written operation that calls them. */
	handledByCode: Record<string, string>;
	effects: Effects;
	rarities: Rarities;
	/** Hand-written operations that replace a row, or are named in `handledByCode`. */
	additions: Additions[];
	/** Former names of released operations, to their current name. */
	aliases: Record<string, string>;
	/** Path prefixes, to the first Jamf Pro version that serves them. */
	introducedIn: Record<string, string>;
	renamedPrivileges: RenamedNouns;
	/** Nouns of privileges of which one is needed, depending on the type of the object, by resource. */
	privilegesByType: Record<string, string[]>;
	/** Why privileges are not known, by resource or `resource.operation`. */
	privilegesUnknown: Record<string, string>;
	words: Words;
}

export function readOverlay(folder: string): Overlay {
	const read = <T>(file: string, otherwise: T): T =>
		(parse(readFileSync(path.join(folder, file), 'utf8')) as T | null) ?? otherwise;
	const resources: Record<string, ResourceOverlay> = {};
	for (const file of readdirSync(path.join(folder, 'resources')).sort()) {
		for (const [value, resource] of Object.entries(read<Record<string, ResourceOverlay>>(`resources/${file}`, {}))) {
			if (value in resources)
				throw new CatalogueError([`overlay/resources/${file} describes ${value}, which another file describes too.`]);
			resources[value] = resource;
		}
	}
	return {
		resources,
		references: read('references.yaml', {}),
		labels: read('labels.yaml', {}),
		multiline: read('multiline.yaml', {}),
		parameters: read('parameters.yaml', {}),
		handledByCode: read('handledByCode.yaml', {}),
		effects: read('effects.yaml', { asksSecret: {}, destroys: {}, grants: {}, includesSecrets: {}, reads: {} }),
		rarities: read('rarities.yaml', {}),
		additions: read('additions.yaml', []),
		aliases: read('aliases.yaml', {}),
		introducedIn: read('introducedIn.yaml', {}),
		renamedPrivileges: read('renamedPrivileges.yaml', {}),
		privilegesByType: read('privilegesByType.yaml', {}),
		privilegesUnknown: read('privilegesUnknown.yaml', {}),
		words: read('words.yaml', { words: {}, phrases: [] }),
	};
}
