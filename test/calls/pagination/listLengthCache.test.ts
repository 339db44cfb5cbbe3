import { cachedLength, cacheLength } from '../../../nodes/shared/calls/pagination/listLengthCache';

test('caches the latest length of a list with several pages', () => {
	cacheLength('a', 300, 100);
	cacheLength('a', 250, 100);
	expect(cachedLength('a')).toBe(250);
	cacheLength('a', 90, 90);
	expect(cachedLength('a')).toBeUndefined();
	cacheLength('a', Infinity, 100);
	expect(cachedLength('a')).toBeUndefined();
});

test('evicts the lists that were read least recently', () => {
	cacheLength('first', 300, 100);
	cacheLength('second', 300, 100);
	for (let each = 0; each < 199; each++) {
		cacheLength('first', 300, 100);
		cacheLength(`other ${each}`, 300, 100);
	}
	expect([cachedLength('first'), cachedLength('second'), cachedLength('other 198')]).toEqual([300, undefined, 300]);
});
