/** The result of a promise, or undefined when it takes longer. The work itself is not cancelled. */
export async function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), ms);
	});
	return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
