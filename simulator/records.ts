import { Cluster } from './cluster';
import { Collection } from './collection';
import { BUILDING_NAMES, DEPARTMENT_NAMES } from './fleet/data';
import { Fleet } from './fleet/computer';
import type { Json } from './json';
import type { Settings } from './options';
import type { Command, ComputerGroup, Icon, Integration, NamedRecord, Role, Upload } from './recordTypes';

const CATEGORY_NAMES = ['Applications', 'Maintenance', 'Printers', 'Security', 'Testing', 'Utilities'];
const SCRIPT_NAMES = ['Flush Caches', 'Install Rosetta', 'Rename Computer', 'Set Time Zone'];

/** The records shared by both APIs, and those of the Jamf Pro API. */
export class Records {
	readonly cluster: Cluster;
	readonly computers: Fleet;
	readonly roles: Collection<Role>;
	readonly integrations: Collection<Integration>;
	readonly buildings: Collection<NamedRecord>;
	readonly departments: Collection<NamedRecord>;
	readonly categories: Collection<NamedRecord>;
	readonly scripts: Collection<NamedRecord>;
	readonly computerGroups: Collection<ComputerGroup>;
	/** Commands sent through the Classic API. */
	readonly commands: Collection<Command>;
	readonly uploads: Collection<Upload>;
	readonly icons: Collection<Icon>;

	constructor(readonly settings: Settings) {
		const cluster = new Cluster(settings.now, settings.cluster?.visibilityDelayMs);
		this.cluster = cluster;
		this.computers = new Fleet(cluster, settings.seed, settings.computers);
		this.roles = new Collection<Role>(cluster);
		this.integrations = new Collection<Integration>(cluster);
		this.buildings = named(cluster, BUILDING_NAMES, (index) => ({
			streetAddress1: `${index + 1} Example Street`,
			streetAddress2: null,
			city: ['Berlin', 'Hamburg', 'Minneapolis', 'Minneapolis', 'Eau Claire'][index]!,
			stateProvince: null,
			zipPostalCode: String(10_115 + index),
			country: index < 2 ? 'Germany' : 'United States',
		}));
		this.departments = named(cluster, DEPARTMENT_NAMES, () => ({}));
		this.categories = named(cluster, CATEGORY_NAMES, (index) => ({ priority: 5 + (index % 5) }));
		this.scripts = named(cluster, SCRIPT_NAMES, seededScript);
		this.computerGroups = new Collection(cluster, { count: 2, make: seededGroup });
		this.commands = new Collection<Command>(cluster);
		this.uploads = new Collection<Upload>(cluster);
		this.icons = new Collection<Icon>(cluster, { count: 1, make: seededIcon });
	}
}

function named(
	cluster: Cluster,
	names: readonly string[],
	fields: (index: number) => Record<string, Json>,
): Collection<NamedRecord> {
	const make = (id: number): NamedRecord => ({ id, name: names[id - 1]!, ...fields(id - 1) });
	return new Collection(cluster, { count: names.length, make });
}

const seededScript = (index: number): Record<string, Json> => ({
	info: '',
	notes: '',
	priority: 'AFTER',
	categoryId: String(1 + index),
	...Object.fromEntries([4, 5, 6, 7, 8, 9, 10, 11].map((number) => [`parameter${number}`, ''])),
	osRequirements: '',
	scriptContents: `#!/bin/sh\necho "${SCRIPT_NAMES[index]}"\n`,
});

/** One transparent pixel. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

const seededIcon = (id: number): Icon => ({ id, name: 'pixel.png', contentType: 'image/png', content: PIXEL });

const seededGroup = (id: number): ComputerGroup => ({
	id,
	name: id === 1 ? 'All Managed Clients' : 'Pilot',
	smart: id === 1,
	siteId: -1,
	criteria: id === 1 ? [{ name: 'Managed', priority: 0, and_or: 'and', search_type: 'is', value: 'Managed' }] : [],
	members: id === 1 ? [1, 2, 3, 4, 5] : [10],
});
