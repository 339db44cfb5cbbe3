import { Child } from '../child';
import type { Goal, Suite } from '../suite';
import type { SoakResult, SoakTask } from '../processes/soak';
import { NEAR, Environment } from '../environment';
import { formatNumber, MB, formatTable } from '../text';

/** A token is no longer used in the last fifth of its lifetime, at most 30 s. */
const MARGIN_SHARE = 0.2;
const ITEMS = 250;

export const soak: Suite = {
	name: 'soak',
	title: 'Soak test',
	async run({ soakMs }, { log }) {
		const lifetime = soakMs >= 300_000 ? 60 : 10;
		const environment = await Environment.open(NEAR, { computers: ITEMS, tokenLifetimeSeconds: lifetime });
		const task: SoakTask = { address: environment.address, items: ITEMS, ms: soakMs };
		const child = await Child.start<null>('soak', task, ['--expose-gc']);
		const timer = setInterval(() => log('soak: still running'), 60_000);
		try {
			await environment.reset();
			log(`soak: ${soakMs / 1000} s`);
			const run = await child.ask<SoakResult>('run');
			const { requests, tokens, unauthorized, connections, peakInFlight } = await environment.stats();
			const wanted = Math.ceil(run.ms / 1000 / (lifetime * (1 - MARGIN_SHARE)));
			// The first executions compile code and fill caches.
			const heap = fromThird(run.heapBytes);
			const rss = fromThird(run.rssBytes);
			return {
				text: [
					`Update of ${ITEMS} computers, execution after execution, with tokens that live ${lifetime} s. ${NEAR.name}. Memory after garbage collections, from the third of ${run.heapBytes.length} samples on.`,
					formatTable(
						['', 'figure'],
						[
							['seconds', formatNumber(run.ms / 1000)],
							['executions', String(run.executions)],
							['items', run.items.toLocaleString('en-US')],
							['requests per second', formatNumber((requests / run.ms) * 1000)],
							['token exchanges', String(tokens)],
							['time / (lifetime - margin), rounded up', String(wanted)],
							['401 responses', String(unauthorized)],
							['connections', String(connections)],
							['requests in flight at most', String(peakInFlight)],
							['heap at start and end, MB', `${formatNumber(heap.first / MB)}, ${formatNumber(heap.last / MB)}`],
							['process at start and end, MB', `${formatNumber(rss.first / MB)}, ${formatNumber(rss.last / MB)}`],
						],
					),
				].join('\n\n'),
				goals: [
					{ what: 'no 401', measured: String(unauthorized), met: unauthorized === 0 },
					{ what: 'exchanges = time / (lifetime - margin)', measured: `${tokens} of ${wanted}`, met: tokens <= wanted },
					{
						what: 'every item was returned',
						measured: `${run.items} items, ${requests - tokens} requests`,
						met: run.items === requests - tokens,
					},
					flat('heap flat', heap),
				],
			};
		} finally {
			clearInterval(timer);
			await child.stop();
			await environment.close();
		}
	},
};

function fromThird(samples: number[]) {
	return { first: samples[2] ?? samples[0] ?? NaN, last: samples.at(-1) ?? NaN };
}

function flat(what: string, { first, last }: { first: number; last: number }): Goal {
	return {
		what: `${what} within 5 %`,
		measured: `${formatNumber(((last - first) / first) * 100)} %`,
		met: last <= first * 1.05,
	};
}
