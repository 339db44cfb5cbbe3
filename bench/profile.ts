import { writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import path from 'node:path';

/** Runs work under V8's profiler and writes a profile for the developer tools of a browser. */
export async function recordProfile<T>(folder: string, name: string, work: () => Promise<T>): Promise<T> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: 200 });
	await session.post('Profiler.start');
	const result = await work();
	const { profile }: { profile: Profiler.Profile } = await session.post('Profiler.stop');
	session.disconnect();
	writeFileSync(path.join(folder, `${name}-${process.pid}.cpuprofile`), JSON.stringify(profile));
	return result;
}
