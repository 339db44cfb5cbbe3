import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { JamfClassic } from '../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../nodes/JamfPro/JamfPro.node';
import { JamfProInventoryTrigger } from '../nodes/JamfProInventoryTrigger/JamfProInventoryTrigger.node';
import { JamfProTrigger } from '../nodes/JamfProTrigger/JamfProTrigger.node';

const root = path.join(__dirname, '..');
const GENERATED = 'nodes/shared/catalogue/generated';

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

// A refactoring must not change what users see or what the generator writes. A deliberate change updates these with `npm test -- -u`.
test.each([new JamfPro(), new JamfClassic(), new JamfProTrigger(), new JamfProInventoryTrigger()])(
	'the description of $description.displayName is unchanged',
	(node) => {
		expect(digest(JSON.stringify(node.description))).toMatchSnapshot();
	},
);

test.each(readdirSync(path.join(root, GENERATED)).sort())('the generated %s is unchanged', (file) => {
	expect(digest(readFileSync(path.join(root, GENERATED, file), 'utf8').replaceAll('\r\n', '\n'))).toMatchSnapshot();
});
