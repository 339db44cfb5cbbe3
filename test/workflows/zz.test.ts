import { classic } from '../../nodes/shared/catalogue/lookup';
import { locator, TestBench } from '../../harness/testBench';
test('x', async () => {
	const bench = await TestBench.open({ computers: 5, serverVersion: '11.19.0' });
	const out: string[] = [];
	const ask = async (resource: string, operation: string, p = {}) => {
		const run = await bench.classic({ resource, operation, returnAll: true, confirm: true, ...p });
		out.push(`${resource}.${operation} ${run.error?.message ?? ''} ${JSON.stringify(run.json.slice(0, 2)).slice(0, 900)}`);
	};
	for (const r of classic.resources) for (const o of r.operations) {
		const interesting = /patchAvailableTitle|computerApplicationUsage|HardwareSoftware|computerReport|savedSearch|patchInternalSource|computerCommand|mobileDeviceCommand|Invitation.getAll|advanced\w+\.get$|Group.getAll|mobileDevice.getAll|computer.getAll|activationCode|HistoryOf|computerHistory|\.getAll\w/.test(`${r.value}.${o.value}`);
		if (!interesting || o.routes[0].method !== 'GET') continue;
		const p: Record<string, unknown> = {};
		for (const q of o.path ?? []) p[q.as ?? q.name] = q.of !== undefined ? locator('id', '1') : (q.options?.[0] ?? (/date/.test(q.name) ? '2026-11-01' : '1'));
		await ask(r.value, o.value, p);
		console.log(r.value, o.value, JSON.stringify(o.routes[0].path), o.list, o.simplify, o.root);
	}
	process.stdout.write(out.join('\n') + '\n');
	await bench.close();
});
