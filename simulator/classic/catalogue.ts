import { classic, classicElements } from '../../nodes/shared/catalogue/lookup';
import { Schema } from './schema';

let schema: Schema | undefined;

/** Made once: every simulator reads the same rows. */
export function classicSchema(): Schema {
	schema ??= new Schema(classic, classicElements());
	return schema;
}
