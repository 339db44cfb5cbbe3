import {
	expectOptionalObject,
	fillPath,
	findOperation,
	type Operation,
	pro,
	type Resource,
	ResponseError,
	unexpectedResponse,
} from '../../../shared/operations/kit';
import { createOperation } from '../../rowOperation';

interface Check {
	resource: string;
	operation: string;
	/** Field of the output item for the result. */
	field: string;
	/** The status that means no. Any other error status is an error. */
	negative?: number;
}

/** A GET without a response body, whose status is the result: 204 means yes. */
export function createCheck({ resource: value, operation, field, negative }: Check): Resource {
	const resource = pro.resources.find((each) => each.value === value);
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new TypeError(`no row ${value}.${operation}`);
	const target = fillPath(row.routes[0].path, []);
	const run: Operation['run'] = async (jamf) => {
		const isTrue = await jamf
			.get(target, {
				async read(response) {
					const body = await expectOptionalObject(response);
					if (body === undefined) return true;
					const { [field]: stated } = body as Record<string, unknown>;
					if (typeof stated === 'boolean') return stated;
					throw unexpectedResponse("The server's response should be empty, but has content.", response.status);
				},
			})
			.catch((error: unknown) => {
				if (negative !== undefined && error instanceof ResponseError && error.status === negative) return false;
				throw error;
			});
		return [{ json: { [field]: isTrue } }];
	};
	return {
		value,
		name: resource.name,
		operations: [{ ...createOperation(value, operation), output: { [field]: 'boolean' }, run }],
	};
}
