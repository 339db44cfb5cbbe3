import { classic, pro } from '../../catalogue/lookup';
import { type Operation, UPSERT } from '../../description/operation';
import { storedParameters } from '../../parameters/storedParameters';
import { computeRequiredRole } from './requiredRole';

/**
 * The privileges that an operation needs in any case, whatever its parameters; for Create or Update those of both, because which one is
 * needed depends on the object.
 */
export function listNeeds({ name, value, needs, properties, requires }: Operation): string[] {
	if (needs !== undefined) return needs;
	const item = storedParameters({}, properties, { isIncomplete: true });
	const { privileges } = computeRequiredRole({ pro, classic }, [{ operation: name, requirements: requires(item) }]);
	return privileges.filter(({ isCertain }) => isCertain || value === UPSERT).map(({ privilege }) => privilege);
}
