import type { INodeProperties } from 'n8n-workflow';

interface Form {
	resource: string;
	operation: string;
	properties: INodeProperties[];
}

/** A property with the resources and operations to show it for. */
interface Declaration {
	property: INodeProperties;
	resources: string[];
	operations: string[];
}

interface Shared {
	property: INodeProperties;
	/** Operations by resource. */
	uses: Map<string, string[]>;
	/** The properties that precede it in any form. */
	before: Set<Shared>;
}

/**
 * Declares shared properties as few times as possible to keep the description small, in an order that suits every form, because n8n shows
 * properties in the order of the description.
 */
export function dedupeProperties(forms: readonly Form[]): Declaration[] {
	const shared = new Map<string, Shared>();
	const operationsByResource = new Map<string, string[]>();
	for (const { resource, operation, properties } of forms) {
		operationsByResource.set(resource, [...(operationsByResource.get(resource) ?? []), operation]);
		let previous: Shared | undefined;
		for (const property of properties) {
			const key = serialize(property);
			const entry = shared.get(key) ?? { property, uses: new Map<string, string[]>(), before: new Set<Shared>() };
			shared.set(key, entry);
			entry.uses.set(resource, [...(entry.uses.get(resource) ?? []), operation]);
			if (previous !== undefined) entry.before.add(previous);
			previous = entry;
		}
	}
	return sortByFormOrder([...shared.values()]).flatMap((entry) => buildDeclarations(entry, operationsByResource));
}

/** Most properties are constants, so each is only serialized once. */
const keys = new WeakMap<INodeProperties, string>();

function serialize(property: INodeProperties): string {
	const key = keys.get(property) ?? JSON.stringify(property);
	keys.set(property, key);
	return key;
}

function sortByFormOrder(entries: Shared[]): Shared[] {
	const ordered: Shared[] = [];
	const seen = new Set<Shared>();
	const visit = (entry: Shared) => {
		if (seen.has(entry)) return;
		seen.add(entry);
		for (const earlier of entry.before) visit(earlier);
		ordered.push(entry);
	};
	for (const entry of entries) visit(entry);
	return ordered;
}

/**
 * A declaration shows its property for every named operation of every named resource. Resources share a declaration unless one of
 * them has an operation of that name that must not show the property.
 */
function buildDeclarations({ property, uses }: Shared, operationsByResource: Map<string, string[]>): Declaration[] {
	const groups: Array<{ resources: string[]; operations: Set<string>; others: Set<string> }> = [];
	for (const [resource, own] of uses) {
		const others = (operationsByResource.get(resource) ?? []).filter((operation) => !own.includes(operation));
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
