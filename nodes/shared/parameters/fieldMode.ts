/** The mode of a resource locator whose value is the field itself: `managementId` for `general.managementId`. */
export function toFieldMode(field: string): string {
	return field.split('.').at(-1) ?? field;
}

/** A field in a sentence: `management ID` for `general.managementId`. */
export function describeField(field: string): string {
	return toFieldMode(field)
		.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
		.replace(/\bid\b/, 'ID');
}
