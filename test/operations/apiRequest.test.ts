import { sendApiRequest } from '../../nodes/shared/operations/apiRequest/send';
import type { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import type { JamfClient } from '../../nodes/shared/transport/client';

const texts: Record<string, string> = { method: 'POST', path: '/v1/icon' };

test('does not open the file when a header is rejected', async () => {
	const item: Partial<ItemParameters> = {
		string: (name) => texts[name] ?? '',
		boolean: () => false,
		pairs: (name) => (name === 'options.headers' ? [['Cookie', 'a=b']] : []),
	};
	const open = jest.fn();
	const sent = sendApiRequest({} as JamfClient, item as ItemParameters, 'pro', open);
	await expect(sent).rejects.toMatchObject({ message: 'The header "Cookie" cannot be set.' });
	expect(open).not.toHaveBeenCalled();
});
