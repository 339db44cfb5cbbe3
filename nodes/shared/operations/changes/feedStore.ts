import type { IExecuteFunctions } from 'n8n-workflow';
import { type Feed, parseFeed } from '../../changes/feeds';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { InputError } from '../../transport/errors/errors';
import type { Source } from './source';

/** Feeds that an execution of a node has worked on. */
const claimed = new WeakMap<IExecuteFunctions, Set<string>>();

/** A named feed in the static data of the workflow. That of the node would be lost when the node is renamed. */
export class FeedStore {
	private readonly key: string;

	constructor(
		{ settings }: JamfClient,
		{ resource }: Source,
		private readonly item: ItemParameters,
		readonly name = readName(item),
	) {
		this.key = `jamfProFeed:${resource.value}:${settings.server.root}:${name}`;
	}

	get execution(): string {
		return this.item.context.getExecutionId();
	}

	/** Whether this is the first input item with this feed. The others have nothing to do. */
	claim(): boolean {
		const keys = claimed.get(this.item.context) ?? new Set();
		claimed.set(this.item.context, keys);
		const isFirst = !keys.has(this.key);
		keys.add(this.key);
		return isFirst;
	}

	/** @throws InputError when something else is stored in its place */
	read(): Feed | undefined {
		const feed = parseFeed(this.item.context.getWorkflowStaticData('global')[this.key]);
		if (feed !== 'invalid') return feed;
		throw new InputError(
			`What is stored for the feed "${this.name}" is not valid.`,
			`Enter another name under Feed, which starts with all devices. The feed is stored in the static data of the workflow as ${this.key}.`,
		);
	}

	write(feed: Feed): void {
		this.item.context.getWorkflowStaticData('global')[this.key] = feed;
	}
}

function readName(item: ItemParameters): string {
	const name = item.string('feed');
	if (name !== '' && name.length <= 100) return name;
	throw new InputError(
		name === '' ? 'The name of the feed is empty.' : 'The name of the feed is longer than 100 characters.',
		'Enter a name under Feed. Get Changes and Commit Changes must use the same name.',
	);
}
