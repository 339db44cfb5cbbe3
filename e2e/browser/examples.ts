import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { listExamples, readExample } from '../exampleFiles';
import { ROOT } from '../../harness/root';
import { CREDENTIAL_TYPE, type Rest, type SavedCredential } from '../rest';
import { credentialData } from '../server';
import { PICTURES } from './chromium';
import type { Walk } from './walk';

const PREFIX = 'example-';
/** Names are wider than their nodes and are shown below them. */
const MARGIN = { side: 48, top: 24, bottom: 56 };
/** Time for n8n to fit the canvas. */
const STILL_MS = 700;

/** Controls on top of the canvas. */
const HIDE_CHROME = `
	[data-test-id="canvas-controls"], [data-test-id="canvas-minimap"], [data-test-id="canvas-handle-plus-wrapper"],
	[class*="_executionButtons"], [class*="nodeButtonsWrapper"]
	{ visibility: hidden !important }`;

/** Enough that the editor shows no warnings on the nodes. */
const OTHER_CREDENTIALS: Record<string, ICredentialDataDecryptedObject> = {
	httpBasicAuth: { user: 'x', password: 'x' },
	httpHeaderAuth: { name: 'X-Token', value: 'x' },
	n8nApi: { apiKey: 'x', baseUrl: 'https://n8n.example.com/api/v1' },
	jiraSoftwareCloudApi: { email: 'a@example.com', apiToken: 'x', domain: 'https://example.atlassian.net' },
	openAiApi: { apiKey: 'x' },
	slackApi: { accessToken: 'x' },
	smtp: { user: 'x', password: 'x', host: 'mail.example.com', port: 465, secure: true },
};

/** Opens every example and takes the screenshot of its canvas for the README. */
export async function openExamples({ editor, step, rest, simulator }: Walk): Promise<void> {
	const { page } = editor;
	await rest.signIn();
	const credentials = await chooseCredentials(rest, credentialData(simulator));
	for (const name of await listExamples()) {
		await step(`example ${name}`, async () => {
			const example = await readExample(name, credentials);
			const { id } = await rest.createWorkflow(example);
			await editor.open(id);
			const nodes = page.locator('.vue-flow__node');
			await nodes.nth(example.nodes.length - 1).waitFor();
			await editor.by('zoom-to-fit').click();
			await page.addStyleTag({ content: HIDE_CHROME });
			await page.mouse.move(0, 0);
			await page.waitForTimeout(STILL_MS);
			const boxes = await Promise.all((await nodes.all()).map(async (node) => await node.boundingBox()));
			const shown = boxes.filter((box) => box !== null);
			assert.equal(shown.length, example.nodes.length, 'some nodes are not shown');
			const left = Math.min(...shown.map(({ x }) => x)) - MARGIN.side;
			const top = Math.min(...shown.map(({ y }) => y)) - MARGIN.top;
			const right = Math.max(...shown.map(({ x, width }) => x + width)) + MARGIN.side;
			const bottom = Math.max(...shown.map(({ y, height }) => y + height)) + MARGIN.bottom;
			const clip = { x: left, y: top, width: right - left, height: bottom - top };
			await page.screenshot({ path: path.join(PICTURES, `${PREFIX}${name}.png`), clip });
		});
	}
}

/** Copies the screenshots of the last run to the folder that the README uses. */
export async function updatePictures(): Promise<void> {
	const folder = path.join(ROOT, 'docs/images');
	await mkdir(folder, { recursive: true });
	const files = (await readdir(PICTURES)).filter((file) => file.startsWith(PREFIX));
	for (const file of files) await copyFile(path.join(PICTURES, file), path.join(folder, file.slice(PREFIX.length)));
	console.log(`${files.length} pictures are in ${folder}`);
}

async function chooseCredentials(
	rest: Rest,
	jamf: ICredentialDataDecryptedObject,
): Promise<Record<string, SavedCredential>> {
	const chosen: Record<string, SavedCredential> = {};
	for (const [type, data] of Object.entries({ [CREDENTIAL_TYPE]: jamf, ...OTHER_CREDENTIALS }))
		chosen[type] = await rest.createCredential(`Example ${type}`, data, type);
	return chosen;
}
