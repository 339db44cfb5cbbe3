import { NotFoundError, ResponseError } from '../transport/errors/errors';

/** Whether the object of an item does not exist. */
export function isNotFound(error: unknown): boolean {
	return error instanceof NotFoundError || (error instanceof ResponseError && error.status === 404);
}

/** The hint for items that failed because their objects do not exist. */
export function describeNotFound(count: number, of: number): string {
	return `${count} of ${of} items ${count === 1 ? 'was' : 'were'} not found in Jamf. The output has an error for each.`;
}
