import { cpus, release, totalmem, type } from 'node:os';
import { versionOf } from './nodesBase';
import { formatNumber } from './text';

/** The machine, the versions and the date of the measurement. */
export async function describeMachine(httpRequest: string): Promise<string> {
	const packages = await Promise.all(
		['n8n-core', 'n8n-workflow', 'undici'].map(async (name) => `${name} ${await versionOf(name)}`),
	);
	const nodesBase = await versionOf('n8n-nodes-base', httpRequest);
	const { model = 'unknown processor' } = cpus()[0] ?? {};
	return [
		`${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
		`${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}.`,
		`A page fault takes ${formatNumber(measurePageFault())} µs.`,
		`Node.js ${process.versions.node}, ${packages.join(', ')}, n8n-nodes-base ${nodesBase}.`,
	].join(' ');
}

const PAGE_BYTES = 4096;
const PAGES = 16_384;

/**
 * The mean time of a page fault, in microseconds. It is well below 1 on hardware and 20 on some virtual machines, where everything that needs
 * new memory, such as reading a large response, is slower than the processor suggests.
 */
function measurePageFault(): number {
	const memory = Buffer.allocUnsafeSlow(PAGES * PAGE_BYTES);
	const { minorPageFault } = process.resourceUsage();
	const start = performance.now();
	for (let page = 0; page < PAGES; page++) memory[page * PAGE_BYTES] = 1;
	const elapsed = performance.now() - start;
	return (elapsed * 1000) / Math.max(1, process.resourceUsage().minorPageFault - minorPageFault);
}
