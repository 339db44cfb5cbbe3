import { lastLength, rememberLength } from '../../nodes/shared/calls/pagination/listLengthCache';

test('the length of a list of several pages is remembered, the newest holds', () => {
	rememberLength('a', 300, 100);
	rememberLength('a', 250, 100);
	expect(lastLength('a')).toBe(250);
	rememberLength('a', 90, 90);
	expect(lastLength('a')).toBeUndefined();
	rememberLength('a', Infinity, 100);
	expect(lastLength('a')).toBeUndefined();
});

test('of many lists those stay that were read last', () => {
	rememberLength('first', 300, 100);
	rememberLength('second', 300, 100);
	for (let each = 0; each < 199; each++) {
		rememberLength('first', 300, 100);
		rememberLength(`other ${each}`, 300, 100);
	}
	expect([lastLength('first'), lastLength('second'), lastLength('other 198')]).toEqual([300, undefined, 300]);
});
