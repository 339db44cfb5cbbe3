/** What people decide about the rows, read from `overlay/*.yaml`. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { BodyRow, ListRow, ObjectsRow, OperationRow, ParameterRow } from '../nodes/shared/catalogue/types';
import type { Additions } from './additions';
import type { Words } from './titleCase';

export interface OperationOverlay extends Partial<
	Pick<
		OperationRow,
		'accept' | 'action' | 'answer' | 'description' | 'destructive' | 'hidden' | 'replacedBy' | 'simplify'
	>
> {
	label?: string;
	/** Fields that the server cannot do without although the document does not say so. */
	required?: string[];
	/** Instead of what the document gives; `null` takes a trait away. */
	list?: Partial<Omit<ListRow, 'unique'>> & { unique?: string | null };
	body?: Partial<BodyRow>;
	/** By the server's name. */
	parameters?: Record<string, Partial<ParameterRow>>;
	/** New name to old name of fields, by the version of the older route: `v3`. */
	renamed?: Record<string, Record<string, string>>;
}

export interface ResourceOverlay {
	name: string;
	/** `false` where sentences say neither `a` nor `the`: "the history of single sign-on". */
	article?: false;
	/** Whether there is one of it on a server, where the operations do not tell. */
	single?: boolean;
	/** Resource whose objects the first path parameter names, when it is another. */
	of?: string;
	/** In sentences, when it is not the name in lower case. */
	noun?: string;
	plural?: string;
	/** Beginnings of paths without version; the longest of all resources wins. */
	paths: string[];
	/** Operations whose name does not follow from the path: `POST /sso/cert` or, for one version, `GET /v1/mdm/commands`. */
	place?: Record<string, string>;
	objects?: Partial<ObjectsRow>;
	operations?: Record<string, OperationOverlay>;
	/** Order of the body fields; those not named follow as the document has them. */
	fields?: string[];
}

export interface Overlay {
	resources: Record<string, ResourceOverlay>;
	/** Resource by field or parameter name that holds the ID of one of its objects. */
	references: Record<string, string>;
	/** Labels of body fields by name, where the words of the name do not read well. */
	labels: Record<string, string>;
	/** What parameters of one name have in common. */
	parameters: Record<string, Partial<ParameterRow>>;
	/** Hand-written operation by operation of the document which has no row. */
	handledByCode: Record<string, string>;
	/** Hand-written operations over a row, or with a claim. */
	handwritten: string[];
	additions: Additions[];
	/** New name by name that was shipped once. */
	aliases: Record<string, string>;
	/** First version by beginning of a path. */
	introducedIn: Record<string, string>;
	words: Words;
}

export function readOverlay(folder: string): Overlay {
	const read = <T>(file: string, otherwise: T): T =>
		(parse(readFileSync(path.join(folder, file), 'utf8')) as T | null) ?? otherwise;
	const resources: Record<string, ResourceOverlay> = {};
	for (const file of readdirSync(path.join(folder, 'resources')).sort()) {
		for (const [value, resource] of Object.entries(read<Record<string, ResourceOverlay>>(`resources/${file}`, {}))) {
			if (value in resources) throw new Error(`The overlay describes ${value} twice; the second time in ${file}.`);
			resources[value] = resource;
		}
	}
	return {
		resources,
		references: read('references.yaml', {}),
		labels: read('labels.yaml', {}),
		parameters: read('parameters.yaml', {}),
		handledByCode: read('handledByCode.yaml', {}),
		handwritten: read('handwritten.yaml', []),
		additions: read('additions.yaml', []),
		aliases: read('aliases.yaml', {}),
		introducedIn: read('introducedIn.yaml', {}),
		words: read('words.yaml', { words: {}, phrases: [] }),
	};
}
