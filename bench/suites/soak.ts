import { Child } from '../child';
import type { Goal, Part } from '../suite';
import type { LongRun, LongRunTask } from '../processes/soak';
import { NEAR, Site } from '../environment';
import { figure, MB, table } from '../text';

/** How long before its end a token is no longer used: a fifth of its life, at most 30 s. */
const MARGIN_SHARE = 0.2;
const ITEMS = 250;

export const longRun: Part = {
	name: 'long-run',
	title: 'Long run',
	async run({ longRunMs }, { say }) {
		const lifetime = longRunMs >= 300_000 ? 60 : 10;
		const site = await Site.open(NEAR, { computers: ITEMS, tokenLifetimeSeconds: lifetime });
		const task: LongRunTask = { address: site.address, items: ITEMS, ms: longRunMs };
		const child = await Child.start<null>('soak', task, ['--expose-gc']);
		const timer = setInterval(() => say('long run: still running'), 60_000);
		try {
			await site.reset();
			say(`long run: ${longRunMs / 1000} s`);
			const run = await child.ask<LongRun>('run');
			const { requests, tokens, unauthorized, connections, peakInFlight } = await site.stats();
			const wanted = Math.ceil(run.ms / 1000 / (lifetime * (1 - MARGIN_SHARE)));
			// The first executions compile and fill caches.
			const heap = fromThird(run.heapBytes);
			const rss = fromThird(run.rssBytes);
			return {
				text: [
					`Update of ${ITEMS} computers, execution after execution, with tokens that live ${lifetime} s. ${NEAR.name}. Memory after garbage collections, from the third of ${run.heapBytes.length} samples on.`,
					table(
						['', 'figure'],
						[
							['seconds', figure(run.ms / 1000)],
							['executions', String(run.executions)],
							['items', run.items.toLocaleString('en-US')],
							['requests a second', figure((requests / run.ms) * 1000)],
							['token exchanges', String(tokens)],
							['time / (lifetime - margin), rounded up', String(wanted)],
							['401 answers', String(unauthorized)],
							['connections', String(connections)],
							['requests in flight at most', String(peakInFlight)],
							['heap at start and end, MB', `${figure(heap.first / MB)}, ${figure(heap.last / MB)}`],
							['process at start and end, MB', `${figure(rss.first / MB)}, ${figure(rss.last / MB)}`],
						],
					),
				].join('\n\n'),
				goals: [
					{ what: 'no 401', seen: String(unauthorized), met: unauthorized === 0 },
					{ what: 'exchanges = time / (lifetime - margin)', seen: `${tokens} of ${wanted}`, met: tokens <= wanted },
					{
						what: 'every item came out',
						seen: `${run.items} items, ${requests - tokens} requests`,
						met: run.items === requests - tokens,
					},
					flat('heap flat', heap),
				],
			};
		} finally {
			clearInterval(timer);
			await child.stop();
			await site.close();
		}
	},
};

function fromThird(samples: number[]) {
	return { first: samples[2] ?? samples[0] ?? NaN, last: samples.at(-1) ?? NaN };
}

function flat(what: string, { first, last }: { first: number; last: number }): Goal {
	return { what: `${what} within 5 %`, seen: `${figure(((last - first) / first) * 100)} %`, met: last <= first * 1.05 };
}
