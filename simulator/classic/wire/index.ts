import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { WireElement } from './element';
import { type Notation, readNotation } from './notation';
import type { RuleRecord } from './ruleRecord';

export type { WireElement } from './element';

interface TypeNames {
	/** Root elements of one object and of the list. */
	root: string;
	list?: string;
	/** Whether there is a single object: settings. */
	single?: true;
}

/** Statuses that contradict the outcome. */
interface Statuses {
	/** The status of a PUT and a DELETE that were carried out. */
	update?: 500;
	delete?: 400;
	/** How long a deleted object remains. Reading or deleting it again starts that time anew. */
	removedAfterMs?: number;
	source: string;
}

/** How the server handles the objects of one type. */
export interface WireAccount {
	elements: readonly WireElement[];
	/** Source of the order of the children of a scope, where one is known. */
	scopeOrder?: string;
	/** Elements that are read only in this order, by the path of their parent. */
	orders?: Readonly<Record<string, readonly string[]>>;
	statuses?: Statuses;
	rules?: readonly RuleRecord[];
}

interface AccountFile extends Omit<WireAccount, 'elements'> {
	source: string;
	elements: Notation;
}

const read = (file: string): unknown => parse(readFileSync(path.join(__dirname, file), 'utf8'));

const names = read('types.yaml') as Record<string, TypeNames>;
const known = new Map<string, WireAccount>();
const BARE: readonly WireElement[] = [
	{ name: 'id', type: 'number', access: 'read', source: 'U PUB' },
	{ name: 'name', source: 'U PUB' },
];

export const wireTypes = (): string[] => Object.keys(names);

/** `policies`, `accounts/user` */
export function wireNames(type: string): TypeNames {
	const found = names[type];
	if (!found) throw new Error(`the wire account does not name ${type}`);
	return found;
}

/** A file is read when its type is first used. */
export function wireAccount(type: string): WireAccount {
	const file = `${type.replace('/', '-')}.yaml`;
	const account =
		known.get(type) ?? (existsSync(path.join(__dirname, file)) ? readAccount(file, type) : { elements: BARE });
	known.set(type, account);
	return account;
}

function readAccount(file: string, type: string): WireAccount {
	const { source, elements, ...account } = read(file) as AccountFile;
	return { ...account, elements: readNotation(elements, source, type) };
}
