import { JamfError } from '../../transport/errors/errors';

/** The error of a list that could not be read completely; `total` is `Infinity` when the server does not count its rows. */
export function incompleteList(read: number, total: number): JamfError {
	const missing = total - read;
	const reason =
		missing > 0 && missing < Infinity
			? `${format(missing)} of ${format(total)} rows are missing`
			: 'it could not be read to the end';
	return new JamfError(
		'INCOMPLETE_LIST',
		`The list is incomplete: ${reason}.`,
		'Nothing was returned, so that a part is not mistaken for the whole list. Try again later. If this happens every time, check whether a proxy or cache between n8n and Jamf Pro returns the wrong pages.',
	);
}

function format(count: number): string {
	return count.toLocaleString('en-US');
}
