import type { Simulator } from '../../../simulator';
import { parseXml, type XmlElement } from '../../../simulator/classic/xml';

/**
 * One statement of docs/jamf-behavior-classic.md as requests with raw XML. In a body, `{name}` is a name that no other row uses and
 * `{user}` the name of the user with the ID 1; in an expected value, `{id}` is the ID of the object.
 */
export interface WriteRule {
	/** The section that states the rule, such as `11.4`. */
	section: string;
	rule: string;
	/** The first segments of the path, such as `policies` or `accounts/user`. */
	type: string;
	/** The body that creates the object. Without it, the row uses the object with the ID 1. */
	stored?: string;
	/** Bodies of updates that succeed before the one that shows the rule. */
	before?: readonly string[];
	/** What happens outside of the Classic API before the rule; returns a function that restores the server. */
	given?: (server: Simulator, id: number) => void | (() => void);
	/** The method that shows the rule. Default: PUT if there is a body. */
	method?: 'DELETE' | 'GET' | 'POST' | 'PUT';
	/** The path, unless it is that of the object, or of a new one for POST. */
	path?: string;
	/** The body that shows the rule. Without it, the row only reads. */
	sent?: string;
	/** The privileges of the client; by default all. */
	privileges?: readonly string[];
	/** Default: 201 for a write, 200 for a read. */
	status?: number;
	/** What the response contains, and what it does not. */
	text?: string | RegExp;
	notText?: string;
	/** What GET returns then: the texts at a path below the root, joined by commas; `null`: nothing. */
	reads?: Readonly<Record<string, RegExp | string | null>>;
	/** Parts of the stored object that GET does not return. */
	keeps?: object;
}

interface Address {
	create: string;
	object: (id: number) => string;
}

const UNUSUAL: Readonly<Record<string, Address>> = {
	'accounts/group': { create: '/accounts/groupid/0', object: (id) => `/accounts/groupid/${id}` },
	'accounts/user': { create: '/accounts/userid/0', object: (id) => `/accounts/userid/${id}` },
	activationcode: { create: '', object: () => '/activationcode' },
	patchpolicies: { create: '/patchpolicies/softwaretitleconfig/id/3', object: (id) => `/patchpolicies/id/${id}` },
};

export const addressOf = (type: string): Address =>
	UNUSUAL[type] ?? { create: `/${type}/id/0`, object: (id) => `/${type}/id/${id}` };

/** The texts of an XML document by path below its root; texts of repeated elements are joined. */
export function textsOf(xml: string): Record<string, string> {
	const found: Record<string, string> = {};
	const visit = ({ children, text }: XmlElement, path: string) => {
		if (children.length === 0) found[path] = path in found ? `${found[path]}, ${text}` : text;
		for (const each of children) visit(each, path === '' ? each.name : `${path}.${each.name}`);
	};
	visit(parseXml(xml), '');
	return found;
}
