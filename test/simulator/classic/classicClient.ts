import type { Simulator } from '../../../simulator';
import { type Reply, Session } from '../testClient';

export type Row = Record<string, unknown>;

const ROOT = '/JSSResource';

/** A client of the Classic API. */
export class Classic {
	private constructor(readonly session: Session) {}

	static async open(simulator: Simulator, client = simulator.client): Promise<Classic> {
		return new Classic(await Session.open(simulator, client));
	}

	/** Requests XML. */
	get = (path: string): Promise<Reply> => this.session.get(ROOT + path);

	/** The value under the root of the JSON. */
	async json(path: string): Promise<Row & Row[]> {
		const { json } = await this.session.get(ROOT + path, { accept: 'application/json' });
		return Object.values(json as Row)[0] as Row & Row[];
	}

	create = (type: string, xml: string): Promise<Reply> => this.session.xml('POST', `${ROOT}/${type}/id/0`, xml);

	put = (path: string, xml: string): Promise<Reply> => this.session.xml('PUT', ROOT + path, xml);

	post = (path: string, xml = ''): Promise<Reply> => this.session.xml('POST', ROOT + path, xml);

	remove = (path: string): Promise<Reply> => this.session.send('DELETE', ROOT + path);
}

export const idIn = ({ text }: Reply): number => Number(/<id>(\d+)<\/id>/.exec(text)?.[1]);

/** Entries of a list in any of the shapes that JSON has for it (jamf-behavior 5.3). */
export function entriesOf(list: unknown, item: string): Row[] {
	if (Array.isArray(list)) return list.filter((entry: Row) => !('size' in entry)) as Row[];
	const object = list as Row;
	if (item in object) return [object[item]].flat() as Row[];
	return Object.keys(object).length === 0 ? [] : [object];
}
