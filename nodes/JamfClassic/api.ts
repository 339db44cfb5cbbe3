import { classic, classicElements, classicFields } from '../shared/catalogue/lookup';
import { classicDialect } from './dialect';

/** The Classic API with the rows of the package. */
export const dialect = classicDialect(classic, classicFields, classicElements);
