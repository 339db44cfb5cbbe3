import { classicSchema } from './classic/schema';
import { ClassicObjects } from './classic/objects';
import type { Settings } from './options';
import { StoredSecrets } from './pro/storedSecrets';
import { Records } from './records';

/** Everything the server stores. */
export class ServerState extends Records {
	/** Objects that only the Classic API has, and all others as it returns them. */
	readonly classic: ClassicObjects;
	/** Which passwords and keys the Jamf Pro API has taken: it never returns them. */
	readonly secrets = new StoredSecrets();

	constructor(settings: Settings) {
		super(settings);
		this.classic = new ClassicObjects(this, classicSchema());
	}
}
