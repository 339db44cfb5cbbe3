import { cpus, release, totalmem, type } from 'node:os';
import { versionOf } from './nodesBase';

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
		`Node.js ${process.versions.node}, ${packages.join(', ')}, n8n-nodes-base ${nodesBase}.`,
	].join(' ');
}
