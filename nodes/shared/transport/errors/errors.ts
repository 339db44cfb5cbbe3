/** One entry of a Jamf Pro error body (jamf-behavior 4.4). */
export interface JamfErrorDetail {
	code: string;
	field: string;
	description: string;
}

/** What every error of this package carries: what happened (`message`), what to do next (`hint`), and a stable `code`. */
export class JamfError extends Error {
	override readonly name: string = 'JamfError';

	private outcome = '';

	constructor(
		readonly code: string,
		message: string,
		private readonly advice: string,
	) {
		super(message);
	}

	get hint(): string {
		return this.outcome === '' ? this.advice : `${this.outcome} ${this.advice}`;
	}

	/**
	 * The same error, with a sentence before its hint: whether a change has happened, where that is known or open. A copy: requests
	 * that waited for one sign-in share its error, and what one of them has changed is nothing to the others.
	 */
	withOutcome(effect: string): this {
		const copy = Object.create(Object.getPrototypeOf(this) as object, Object.getOwnPropertyDescriptors(this)) as this;
		copy.outcome = effect;
		return copy;
	}

	/** Hands that sentence on to an error that takes the place of this one. */
	protected copyOutcomeTo<E extends JamfError>(other: E): E {
		return other.withOutcome(this.outcome);
	}
}

/** The workflow asked for something that cannot be sent. Nothing left this machine. */
export class InputError extends JamfError {
	override readonly name = 'InputError';

	constructor(message: string, hint: string) {
		super('INVALID_INPUT', message, hint);
	}
}

/** The token exchange was answered, but not with a token. */
export class TokenExchangeError extends JamfError {
	override readonly name = 'SignInError';

	constructor(
		code: string,
		message: string,
		hint: string,
		/** Given when the same exchange may succeed later. */
		readonly transient?: { status: number; retryAfter?: string | undefined },
	) {
		super(code, message, hint);
	}
}

/** No complete answer arrived. `sent` tells whether the server can have acted on the request. */
export class ConnectionError extends JamfError {
	override readonly name = 'ConnectionError';

	constructor(
		code: string,
		message: string,
		hint: string,
		readonly sent: boolean,
		readonly transient: boolean,
	) {
		super(code, message, hint);
	}
}

/** What was asked of the server; never what the body holds. */
interface RequestSummary {
	api: 'pro' | 'classic';
	method: string;
	path: string;
	command?: string | undefined;
}

/** The server answered with a status of 400 or more. */
export class ResponseError extends JamfError {
	override readonly name = 'ResponseError';

	constructor(
		code: string,
		message: string,
		hint: string,
		readonly status: number,
		readonly details: readonly JamfErrorDetail[] = [],
		readonly traceId?: string,
		readonly retryAfter?: string,
		/** What was asked, for explanations. */
		readonly request?: RequestSummary,
		/** What the server said, without decoration. */
		readonly serverMessage = '',
	) {
		super(code, message, hint);
	}

	/** The same answer in the words of whoever knows what it means. */
	reworded(code: string, message: string, hint: string): ResponseError {
		return this.copyOutcomeTo(new ResponseError(code, message, hint, this.status, this.details, this.traceId));
	}
}

/** The server answered with success, but not with what was asked for. */
export class UnreadableResponseError extends JamfError {
	override readonly name = 'UnreadableResponseError';

	constructor(
		message: string,
		hint: string,
		readonly status: number,
	) {
		super('UNREADABLE_RESPONSE', message, hint);
	}
}

/** The workflow was stopped by its user. */
export class CancelledError extends JamfError {
	override readonly name = 'CancelledError';

	constructor() {
		super('CANCELLED', 'The execution was cancelled.', 'Run the workflow again when you are ready.');
	}
}

/** Whether a 404 means the path and not the object: Jamf names an unknown object in the error body (jamf-behavior 1.5). */
export function isUnknownRoute(error: unknown): boolean {
	return error instanceof ResponseError && error.status === 404 && error.details.every(({ code }) => code === '');
}
