/** One element of the wire account: what a GET returns and what a write accepts. Text unless `type` is set. */
export interface WireElement {
	name: string;
	/** `digits`: a number with more digits than JSON parsers keep. */
	type?: 'boolean' | 'digits' | 'number';
	/** Child elements, or those of each entry of the list. */
	of?: readonly WireElement[];
	/** For a list: the name of its entries. */
	item?: string;
	/** The element itself is repeated, without a list element around it. */
	repeated?: true;
	/** Values that the server stores; any other becomes the first one. */
	options?: readonly string[];
	required?: true;
	/** `read`: returned, and ignored in a write. `write`: accepted, and never returned. */
	access?: 'read' | 'write';
	/** A stored password: a write without it keeps it. */
	secret?: true;
	/** `V` (observed) or `U` (documented or inferred), then the sources in `sources.yaml`. */
	source: string;
}
