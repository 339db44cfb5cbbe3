/** Runs checks and counts them. A check fails by throwing; the return value says whether it passed. */
export class Runner {
	#passed = 0;
	readonly #failed: string[] = [];

	check = async (name: string, holds: () => Promise<void> | void): Promise<boolean> => {
		const start = performance.now();
		const ms = () => `${Math.round(performance.now() - start)} ms`;
		try {
			await holds();
			this.#passed++;
			console.log(`ok    ${name} (${ms()})`);
			return true;
		} catch (error) {
			this.#failed.push(name);
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			console.log(`FAIL  ${name} (${ms()})\n      ${text.replace(/\n/g, '\n      ')}`);
			return false;
		}
	};

	get failed(): boolean {
		return this.#failed.length > 0;
	}

	/** Repeats the failures, as the log may be long. */
	summary(): string {
		const again = this.#failed.map((name) => `FAIL  ${name}\n`).join('');
		return `${again}${this.#passed} passed, ${this.#failed.length} failed`;
	}
}

export type Check = Runner['check'];
