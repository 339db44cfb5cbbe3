const LEAD =
	/(?:fields? allowed in (?:the )?(?:query|sorting|sort)|allowed fields|supported fields|sortable fields|accepts fields|allows sort for|filterable fields|available criteria to sort on|rsql; fields|fields that can be sorted)\s*:?\s*/i;

/** The fields that the description of a `sort` or `filter` lists, if any. */
export function fieldNames(description: string): string[] {
	const lead = LEAD.exec(description);
	if (lead === null) return [];
	const names: string[] = [];
	const text = description.slice(lead.index + lead[0].length).replaceAll(/<br\s*\/?>/g, ' ');
	for (const token of text.split(/[`,\s]+/)) {
		if (token === '' || token === 'and') continue;
		const name = token.replace(/\.$/, '');
		if (name === 'etc' || !/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/.test(name)) break;
		names.push(name);
		if (token.endsWith('.')) break;
	}
	return [...new Set(names)];
}
