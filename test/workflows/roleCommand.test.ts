import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

test('npm run role names the file that is not a workflow instead of leaving it out', () => {
	const folder = mkdtempSync(join(tmpdir(), 'role-'));
	const write = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const parameters = { resource: 'site', operation: 'getAll' };
	const workflow = write(
		'workflow.json',
		`\uFEFF${JSON.stringify({ nodes: [{ type: 'n8n-nodes-jamf.jamfPro', parameters }] })}`,
	);
	const other = write('other.json', '{ "name": "other" }');
	const run = (...files: string[]) =>
		spawnSync(process.execPath, ['--import', 'tsx', 'role/main.ts', ...files], { cwd: root, encoding: 'utf8' });
	const mixed = run(workflow, other);
	expect({ status: mixed.status, stdout: mixed.stdout }).toEqual({ status: 1, stdout: '' });
	expect(mixed.stderr).toBe(`${other} has no workflow. Download the workflow in n8n.\n`);
	expect(run(workflow).stdout).toMatch(/^Read Sites\n/);
	rmSync(folder, { recursive: true });
});
