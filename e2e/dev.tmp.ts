import { mkdtempSync } from 'node:fs';
import { Editor } from './browser/editor';
import { findChromium, launch, PICTURES } from './browser/chromium';
import { installN8n } from './install';
import { packPackage } from './package';
import { startServer } from './server';
import type { Walk } from './browser/walk';

async function main() {
	const walks = process.argv.slice(2);
	const installed = await installN8n();
	const packed = await packPackage(mkdtempSync('/tmp/pack-'));
	const { close, ...server } = await startServer(installed, packed.tarball);
	const browser = await launch(findChromium()!);
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
		page.setDefaultTimeout(15_000);
		const editor = new Editor(page, server.n8n.url);
		let n = 0;
		const step: Walk['step'] = async (name, holds) => {
			const t = performance.now();
			try {
				await holds();
				console.log('ok', name, Math.round(performance.now() - t));
			} catch (e) {
				console.log('FAIL', name, String(e).slice(0, 600));
			}
			await page.waitForTimeout(600);
			await page.screenshot({
				path: `${PICTURES}/dev-${String(++n).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.png`,
			});
		};
		for (const walk of walks) {
			const [file, fn] = walk.split(':');
			const mod = (await import(`./browser/${file}`)) as Record<string, (w: Walk) => Promise<void>>;
			await mod[fn!]!({ ...server, editor, step });
		}
	} finally {
		await browser.close();
		await close();
	}
}
main().then(
	() => process.exit(0),
	(e) => {
		console.error(e);
		process.exit(1);
	},
);
