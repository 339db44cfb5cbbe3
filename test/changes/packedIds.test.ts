import fc from 'fast-check';
import { packIds, unpackIds } from '../../nodes/shared/changes/packedIds';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { maxLength: 200 });

test('IDs survive packing, in ascending order', () => {
	fc.assert(
		fc.property(ids, (list) => {
			expect(unpackIds(packIds(list))).toEqual([...list].sort((a, b) => a - b));
		}),
	);
});

test('runs, gaps and repeated IDs survive packing', () => {
	expect(unpackIds(packIds([9, 1, 2, 3, 4, 9, 300, 302, 303, 20_000]))).toEqual([1, 2, 3, 4, 9, 300, 302, 303, 20_000]);
	expect(unpackIds(packIds([]))).toEqual([]);
	expect(packIds([])).toBe('');
});

test.each([
	['consecutive', (index: number) => index + 1, 20],
	['every third', (index: number) => index * 3 + 1, 140_000],
	['every hundredth', (index: number) => index * 100 + 1, 140_000],
])('100,000 %s IDs fit into the state', (_name, idAt, maxLength) => {
	const packed = packIds(Array.from({ length: 100_000 }, (_, index) => idAt(index)));
	expect(packed.length).toBeLessThan(maxLength);
	expect(unpackIds(packed)).toHaveLength(100_000);
});

test.each([0, -1, 1.5, NaN])('%d is refused', (id) => {
	expect(() => packIds([1, id])).toThrow('is not a positive integer');
});

test('text that is cut off is refused', () => {
	const packed = Buffer.from(packIds([1, 100_000]), 'base64');
	expect(() => unpackIds(packed.subarray(0, 2).toString('base64'))).toThrow('The stored IDs are cut off');
});
