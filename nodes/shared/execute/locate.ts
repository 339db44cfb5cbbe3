import type { IDataObject } from 'n8n-workflow';
import type { List } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import { InputError } from '../transport/errors';
import type { ApiPath } from '../transport/path';
import { parseApiPath, path } from '../transport/path';
import type { Locator } from './item';
import { entries } from './read';
import { get } from './request';

const LOOKUP_SIZE = 100;

/** The path of a list. */
export function listPath({ path }: List): ApiPath {
	return parseApiPath('pro', path).path;
}

/** The path of one object of a list. */
export function objectPath(list: List, id: string): ApiPath {
	return `${listPath(list)}${path`/${id}`}` as ApiPath;
}

/**
 * The ID behind a resource locator; By Name asks the server.
 *
 * @throws InputError when the ID is not a number, or the name fits no object or several
 */
export async function locateId(jamf: JamfClient, list: List, { mode, value }: Locator): Promise<string> {
	if (value === '') {
		throw new InputError(`No ${list.noun} is chosen.`, 'Choose one from the list, or give its ID or name.');
	}
	if (mode === 'name') return String((await findByName(jamf, list, value)).id);
	if (!/^\d+$/.test(value)) {
		throw new InputError(
			`"${value.slice(0, 60)}" is not the ID of an ${list.noun}: IDs are numbers.`,
			'To look it up by name, switch to By Name.',
		);
	}
	return value;
}

/** The one object with this name; upper and lower case only count when they decide. */
async function findByName(jamf: JamfClient, list: List, name: string): Promise<IDataObject> {
	const found = await findAllByName(jamf, list, name);
	const exact = found.filter((row) => row[list.titleField] === name);
	const candidates = exact.length > 0 ? exact : found;
	if (candidates.length === 1 && candidates[0] !== undefined) return candidates[0];
	if (candidates.length === 0) {
		throw new InputError(
			`There is no ${list.noun} named "${name}".`,
			'Check the spelling, or choose it from the list.',
		);
	}
	const ids = candidates.map((row) => `${String(row[list.titleField])} (ID ${String(row.id)})`).join(', ');
	throw new InputError(`${candidates.length} ${list.noun}s are named "${name}": ${ids}.`, 'Choose one By ID.');
}

/** All objects of this name, whatever the case. */
export async function findAllByName(jamf: JamfClient, list: List, name: string): Promise<IDataObject[]> {
	const answer = await jamf.send(
		get(listPath(list), [
			['page-size', String(LOOKUP_SIZE)],
			['filter', `${list.titleField}==${quoteRsql(name)}`],
		]),
	);
	// A * in the name is a wildcard for the server (facts 3.4): compare again.
	return entries(answer.body, 'results').filter(
		(row) => String(row[list.titleField]).toLowerCase() === name.toLowerCase(),
	);
}

/** A value of an RSQL filter, quoted (facts 3.4). */
export function quoteRsql(value: string): string {
	return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
