import { classicSchema } from './classic/schema';
import { ClassicObjects } from './classic/objects';
import { CommandQueue } from './mdm/commandQueue';
import { UpdatePlans } from './mdm/updatePlans';
import type { Settings } from './options';
import { StoredSecrets } from './pro/storedSecrets';
import { Records } from './records';

/** Everything the server stores. */
export class ServerState extends Records {
	/** The objects of the Classic API, including those that it shares. */
	readonly classic: ClassicObjects;
	/** Which passwords and keys the Jamf Pro API has stored; it never returns them. */
	readonly secrets = new StoredSecrets();
	readonly mdmCommands = new CommandQueue(this);
	readonly updatePlans = new UpdatePlans(this);

	constructor(settings: Settings) {
		super(settings);
		this.classic = new ClassicObjects(this, classicSchema());
	}
}
