import { createRequire } from 'node:module';
import type { Resource } from '../shared/operations/kit';
import { createPackageNode, type PackageNode } from '../shared/operations/requirements/planNode';

/** Loads a module when it is first needed: these contain the operations that use this one. */
const load = createRequire(__filename);

let nodes: ReadonlyMap<string, PackageNode> | undefined;

/** The nodes of this package by the name of their type, for what a workflow needs in Jamf Pro. */
export function packageNodes(): ReadonlyMap<string, PackageNode> {
	nodes ??= new Map([
		['jamfPro', createPackageNode('Jamf Pro', (load('./resources') as { resources: Resource[] }).resources)],
		[
			'jamfClassic',
			createPackageNode('Jamf Classic', (load('../JamfClassic/resources') as { resources: Resource[] }).resources),
		],
		[
			'jamfProInventoryTrigger',
			(load('../JamfProInventoryTrigger/requirements') as { packageNode: PackageNode }).packageNode,
		],
		['jamfProTrigger', (load('../JamfProTrigger/requirements') as { packageNode: PackageNode }).packageNode],
	]);
	return nodes;
}
