/** One entry of a Jamf Pro error body (jamf-behavior 4.4). */
export interface JamfErrorDetail {
	code: string;
	field: string;
	description: string;
}

/** A sentence to which others can be added. */
export function endSentence(text: string): string {
	return /[.!?:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** Base class of all errors of this package: what happened (`message`), what to do next (`hint`), and a stable `code`. */
export class JamfError extends Error {
	override readonly name: string = 'JamfError';

	private outcome = '';

	constructor(
		readonly code: string,
		message: string,
		private readonly nextStep: string,
	) {
		super(message);
	}

	get hint(): string {
		return this.outcome === '' ? this.nextStep : `${this.outcome} ${this.nextStep}`;
	}

	/**
	 * Returns a copy with a sentence before the hint that says whether a change was made. A copy, because requests that waited for
	 * the same token exchange share its error.
	 */
	withOutcome(outcome: string): this {
		const copy = Object.create(Object.getPrototypeOf(this) as object, Object.getOwnPropertyDescriptors(this)) as this;
		copy.outcome = outcome;
		return copy;
	}

	/** Copies that sentence to an error that replaces this one. */
	protected copyOutcomeTo<E extends JamfError>(other: E): E {
		return other.withOutcome(this.outcome);
	}
}

/** The input of the workflow is not valid. No request was sent. */
export class InputError extends JamfError {
	override readonly name = 'InputError';

	constructor(message: string, hint: string) {
		super('INVALID_INPUT', message, hint);
	}
}

/** The object of the input does not exist. Nothing was changed. */
export class NotFoundError extends InputError {}

/** The server did not issue an access token. */
export class TokenExchangeError extends JamfError {
	override readonly name = 'TokenExchangeError';

	constructor(
		code: string,
		message: string,
		hint: string,
		/** Set when the same exchange may succeed later. */
		readonly transient?: { status: number; retryAfter?: string | undefined },
	) {
		super(code, message, hint);
	}
}

/** No complete response arrived. `sent`: whether the server may have processed the request. */
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

/** The request behind an error, without its body. */
interface RequestSummary {
	api: 'pro' | 'classic';
	method: string;
	path: string;
	command?: string | undefined;
	deviceType?: 'computer' | 'mobileDevice' | undefined;
}

/** The server returned an error status. */
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
		/** The request, for code that explains the error. */
		readonly request?: RequestSummary,
		/** The server's own error text. */
		readonly serverMessage = '',
	) {
		super(code, message, hint);
	}

	/** The same error with a more specific code, message and hint. */
	reworded(code: string, message: string, hint: string): ResponseError {
		return this.copyOutcomeTo(
			new ResponseError(
				code,
				message,
				hint,
				this.status,
				this.details,
				this.traceId,
				this.retryAfter,
				this.request,
				this.serverMessage,
			),
		);
	}
}

/** The response has a success status but not the expected content. */
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

/** The execution was cancelled by the user. */
export class CancelledError extends JamfError {
	override readonly name = 'CancelledError';

	constructor() {
		super(
			'CANCELLED',
			'The execution was cancelled.',
			'Check what was already done before you run the workflow again.',
		);
	}
}

/** Whether a 404 is about the path and not the object: for an unknown object the body has an error code (jamf-behavior 1.5). */
export function isUnknownRoute(error: unknown): boolean {
	return error instanceof ResponseError && error.status === 404 && error.details.every(({ code }) => code === '');
}
