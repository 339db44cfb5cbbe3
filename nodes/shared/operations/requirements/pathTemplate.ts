const EXPRESSION = /\{\{.*?\}\}/gs;
const PLACEHOLDER = '{value}';

/**
 * Replaces segments that contain an expression by a placeholder, which only matches a placeholder of a documented path.
 *
 * @param text the text of a parameter, without the equals sign that marks an expression
 * @returns `undefined` if the path is only known when the workflow runs
 */
export function toPathTemplate(text: string): string | undefined {
	const [pathname = ''] = text.replace(EXPRESSION, '\0').split(/[?#]/);
	const segments = pathname.split('/').map((segment) => (segment.includes('\0') ? PLACEHOLDER : segment));
	const first = segments.findIndex((segment) => segment !== '');
	return first < 0 || segments[first] === PLACEHOLDER ? undefined : segments.join('/');
}
