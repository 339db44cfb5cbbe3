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
 * Declares a property that many forms share once for each group of resources with the same operations, so that the description
 * stays small, in an order that fits every form: n8n draws properties in the order of the description.
 */
export function declareOnce(forms: readonly Form[]): Declaration[] {
	const shared = new Map<string, Shared>();
	for (const { resource, operation, properties } of forms) {
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
	return inFormOrder([...shared.values()]).flatMap(declarations);
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

function declarations({ property, uses }: Shared): Declaration[] {
	const groups = new Map<string, Declaration>();
	for (const [resource, operations] of uses) {
		const key = operations.join(' ');
		const group = groups.get(key) ?? { property, resources: [], operations };
		group.resources.push(resource);
		groups.set(key, group);
	}
	return [...groups.values()];
}
