import type { INodeProperties } from 'n8n-workflow';

interface Form {
	resource: string;
	operation: string;
	properties: INodeProperties[];
}

/** A property with the forms it belongs to: every operation named, of every resource named. */
interface Declaration {
	property: INodeProperties;
	resources: string[];
	operations: string[];
}

interface Shared {
	property: INodeProperties;
	/** Operations by resource. */
	uses: Map<string, string[]>;
	/** What stands before it in any form. */
	before: Set<Shared>;
}

/**
 * Declares a property that many forms share as few times as possible, so that the description stays small, in an order that fits
 * every form: n8n draws properties in the order of the description.
 */
export function dedupeProperties(forms: readonly Form[]): Declaration[] {
	const shared = new Map<string, Shared>();
	const operationsOf = new Map<string, string[]>();
	for (const { resource, operation, properties } of forms) {
		operationsOf.set(resource, [...(operationsOf.get(resource) ?? []), operation]);
		let previous: Shared | undefined;
		for (const property of properties) {
			const key = keyOf(property);
			const entry = shared.get(key) ?? { property, uses: new Map<string, string[]>(), before: new Set<Shared>() };
			shared.set(key, entry);
			entry.uses.set(resource, [...(entry.uses.get(resource) ?? []), operation]);
			if (previous !== undefined) entry.before.add(previous);
			previous = entry;
		}
	}
	return inFormOrder([...shared.values()]).flatMap((entry) => declarations(entry, operationsOf));
}

/** Most properties are constants of the code: each is written out once. */
const keys = new WeakMap<INodeProperties, string>();

function keyOf(property: INodeProperties): string {
	const key = keys.get(property) ?? JSON.stringify(property);
	keys.set(property, key);
	return key;
}

function inFormOrder(entries: Shared[]): Shared[] {
	const ordered: Shared[] = [];
	const seen = new Set<Shared>();
	const place = (entry: Shared) => {
		if (seen.has(entry)) return;
		seen.add(entry);
		for (const earlier of entry.before) place(earlier);
		ordered.push(entry);
	};
	for (const entry of entries) place(entry);
	return ordered;
}

/**
 * A declaration shows its property for every named operation of every named resource. Operations that a resource does not have do
 * no harm: so resources share a declaration unless one has an operation of the other that must not show it.
 */
function declarations({ property, uses }: Shared, operationsOf: Map<string, string[]>): Declaration[] {
	const groups: Array<{ resources: string[]; operations: Set<string>; others: Set<string> }> = [];
	for (const [resource, own] of uses) {
		const others = (operationsOf.get(resource) ?? []).filter((operation) => !own.includes(operation));
		const group = groups.find(
			(each) => !own.some((name) => each.others.has(name)) && !others.some((name) => each.operations.has(name)),
		);
		if (group === undefined) groups.push({ resources: [resource], operations: new Set(own), others: new Set(others) });
		else {
			group.resources.push(resource);
			for (const name of own) group.operations.add(name);
			for (const name of others) group.others.add(name);
		}
	}
	return groups.map(({ resources, operations }) => ({ property, resources, operations: [...operations] }));
}
