import { spawn } from 'node:child_process';

interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
}

/** Ends a program that hangs, but not one that is slow. */
const MAX_DURATION_MS = 3 * 3_600_000;
const STILL_RUNNING_MS = 30_000;
const SHOWN_ON_FAILURE = 1_500;

/** Runs a program and returns its standard output. */
export async function runCommand(program: string, args: string[], { cwd, env }: CommandOptions): Promise<string> {
	const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	let both = '';
	child.stdout.on('data', (chunk: Buffer) => {
		output += String(chunk);
		both += String(chunk);
	});
	child.stderr.on('data', (chunk: Buffer) => (both += String(chunk)));
	const timer = setTimeout(() => child.kill('SIGKILL'), MAX_DURATION_MS);
	try {
		const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
		if (code === 0) return output;
		const how =
			code === null ? `was stopped by a signal, or after ${MAX_DURATION_MS / 60_000} minutes` : `ended with ${code}`;
		throw new Error(`${[program, ...args].join(' ')} ${how}:\n${shorten(both)}`);
	} finally {
		clearTimeout(timer);
	}
}

/** Some programs print the cause first, others last. */
function shorten(text: string): string {
	if (text.length <= 2 * SHOWN_ON_FAILURE) return text;
	return `${text.slice(0, SHOWN_ON_FAILURE)}\n[...]\n${text.slice(-SHOWN_ON_FAILURE)}`;
}

/**
 * Prints a task and its duration, and its progress while it runs for long.
 *
 * @param progress describes the progress, such as "12 of 40 packages"
 */
export async function runStep<T>(what: string, action: () => Promise<T>, progress?: () => string): Promise<T> {
	const start = performance.now();
	const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
	console.log(`  ${what} ...`);
	const report = () => {
		const done = progress === undefined ? '' : `, ${progress()}`;
		console.log(`  ${what}: still running after ${seconds()}${done}`);
	};
	const timer = setInterval(report, STILL_RUNNING_MS);
	try {
		const result = await action();
		console.log(`  ${what}: ${seconds()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
