import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../harness/root';

/** A program of `processes/` in its own process: it reports once that it is ready, then responds to one request at a time. */
export class Child<Ready> {
	private constructor(
		private readonly process: ChildProcess,
		readonly ready: Ready,
	) {}

	/** @param flags of Node.js */
	static async start<Ready>(program: string, task: unknown, flags: string[] = []): Promise<Child<Ready>> {
		const file = path.join(__dirname, 'processes', `${program}.ts`);
		const child = fork(file, [JSON.stringify(task)], { cwd: ROOT, execArgv: ['--import', 'tsx', ...flags] });
		return new Child(child, await nextMessage<Ready>(child, program));
	}

	async ask<T>(question: string): Promise<T> {
		this.process.send(question);
		return await nextMessage<T>(this.process, question);
	}

	async stop(): Promise<void> {
		if (this.process.exitCode !== null) return;
		const gone = once(this.process, 'exit');
		this.process.disconnect();
		await gone;
	}
}

async function nextMessage<T>(child: ChildProcess, what: string): Promise<T> {
	return await new Promise((resolve, reject) => {
		const onMessage = (message: unknown) => {
			child.off('exit', onExit);
			resolve(message as T);
		};
		const onExit = (code: number | null) => {
			child.off('message', onMessage);
			reject(new Error(`the process exited with code ${code} instead of responding: ${what}`));
		};
		child.once('message', onMessage).once('exit', onExit);
	});
}

/** The child's side: starts its task, then responds to requests. It ends with its parent. */
export function serve<Task>(start: (task: Task) => Promise<unknown>, respond: (question: string) => unknown): void {
	const send = (message: unknown) => process.send?.(message ?? null);
	process.on('disconnect', () => process.exit());
	process.on('message', (question: string) => {
		void Promise.resolve(respond(question)).then(send, fail);
	});
	start(JSON.parse(process.argv[2] ?? '{}') as Task).then(send, fail);
}

function fail(error: unknown): void {
	console.error(error);
	process.exit(1);
}
