import { dialect } from '../../../nodes/JamfPro/dialect';
import { toFullRow } from '../../../nodes/shared/operations/changes/deviceRow';
import type { ChangeSettings } from '../../../nodes/shared/operations/changes/settings';
import { findSource } from '../../../nodes/shared/operations/changes/source';

const SETTINGS: ChangeSettings = {
	emit: new Set(['changed']),
	sections: ['GENERAL'],
	filter: '',
	everyHours: 24,
	remembersContent: true,
	scope: 'abcd',
	acceptsMany: false,
	includesCheckIns: false,
};

function hash(general: object): string | undefined {
	const row = { mobileDeviceId: '1', general: { displayName: 'iPad 1', assetTag: 'A-1', ...general } };
	return toFullRow(findSource(dialect, 'mobileDevice'), SETTINGS, row).content?.hash;
}

test('dates and addresses of the last contact are not compared', () => {
	const contact = { ipAddress: '10.0.0.2', lastInventoryUpdateDate: '2026-01-02T00:00:00Z' };
	expect(hash(contact)).toBe(hash({ ...contact, ipAddress: '10.0.0.3' }));
	expect(hash(contact)).toBe(hash({ ...contact, lastInventoryUpdateDate: '2026-01-03T00:00:00Z' }));
	expect(hash(contact)).not.toBe(hash({ ...contact, assetTag: 'A-2' }));
});
