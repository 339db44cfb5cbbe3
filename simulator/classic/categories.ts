import type { NamedRecord, World } from '../world';
import type { ClassicResource } from './resource';
import { childText } from './xml';

/** The same records as Pro's. */
export const categories = ({ categories: collection }: World): ClassicResource<NamedRecord> => ({
	path: 'categories',
	plural: 'categories',
	singular: 'category',
	nouns: ['Categories'],
	collection,
	row: ({ id, name }) => ({ id, name }),
	full: ({ id, name, priority }) => ({ id, name, priority: Number(priority) }),
	accept: (element, name, current) => ({
		name,
		priority: Number(childText(element, 'priority') ?? current?.priority ?? 9),
	}),
});
