/** A rule of the wire account: its name, its arguments, its source. */
export interface RuleRecord {
	rule: string;
	source: string;
	at?: string;
	from?: string;
	to?: string;
	when?: string;
	value?: string | boolean;
	values?: readonly string[];
	words?: Readonly<Record<string, string>>;
	status?: number;
	text?: string;
}
