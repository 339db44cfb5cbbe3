import fc from 'fast-check';
import { hasId, sortIds, subtractIds, uniteIds } from '../../nodes/shared/changes/idLists';

const ids = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });

test('lists of IDs behave like sets', () => {
	fc.assert(
		fc.property(ids, ids, (a, b) => {
			const [left, right] = [sortIds(a), sortIds(b)];
			const ascending = (values: Iterable<number>) => [...new Set(values)].sort((x, y) => x - y);
			expect(left).toEqual(ascending(a));
			expect(uniteIds(left, right)).toEqual(ascending([...a, ...b]));
			expect(subtractIds(left, right)).toEqual(ascending(a.filter((id) => !b.includes(id))));
			for (let id = 0; id <= 61; id++) expect(hasId(left, id)).toBe(a.includes(id));
		}),
	);
});
