import { parseArgs } from 'node:util';
import { startSimulator, type SimulatorOptions } from './index';
import { TEST_CERTIFICATE } from './testCertificate';

const HELP = `Usage: npm run simulator -- [options]

A Jamf Pro server to develop and test against.

  --port <n>              Port to listen on (default 8080, with --tls 8443)
  --host <address>        Address to listen on (default 127.0.0.1)
  --tls                   HTTPS with the built-in test certificate
  --context-path <path>   Everything lives below this path, such as /jss
  --computers <n>         Fleet size (default 100)
  --seed <n>              Seed of the fleet and the credentials (default 1)
  --lifetime <seconds>    Lifetime of access tokens (default 60)
  --latency <ms>          Added to every response
  --compress              Longer responses are compressed with gzip
  --server-version <v>    Such as 10.49.0 (default 11.32.0)
  --oauth-paths <which>   both, v1 or unversioned (default both)
  --cluster-delay <ms>    Two nodes; writes are seen on the other after this time
  --help                  This text
`;

const OPTIONS = {
	port: { type: 'string' },
	host: { type: 'string' },
	tls: { type: 'boolean' },
	'context-path': { type: 'string' },
	computers: { type: 'string' },
	seed: { type: 'string' },
	lifetime: { type: 'string' },
	latency: { type: 'string' },
	compress: { type: 'boolean' },
	'server-version': { type: 'string' },
	'oauth-paths': { type: 'string' },
	'cluster-delay': { type: 'string' },
	help: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof readFlags>;

class UsageError extends Error {}

function readFlags() {
	try {
		return parseArgs({ options: OPTIONS }).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function wholeNumber(flags: Flags, name: keyof Flags): number | undefined {
	const text = flags[name];
	if (text === undefined) return undefined;
	if (typeof text !== 'string' || !/^\d+$/.test(text)) throw new UsageError(`--${name} needs a whole number`);
	return Number(text);
}

function oauthPaths(text: string): 'both' | 'v1' | 'unversioned' {
	if (text === 'both' || text === 'v1' || text === 'unversioned') return text;
	throw new UsageError('--oauth-paths needs both, v1 or unversioned');
}

function optionsFrom(flags: Flags): SimulatorOptions {
	const delay = wholeNumber(flags, 'cluster-delay');
	const given = {
		port: wholeNumber(flags, 'port') ?? (flags.tls ? 8443 : 8080),
		host: flags.host,
		tls: flags.tls ? TEST_CERTIFICATE : undefined,
		contextPath: flags['context-path'],
		computers: wholeNumber(flags, 'computers'),
		seed: wholeNumber(flags, 'seed'),
		tokenLifetimeSeconds: wholeNumber(flags, 'lifetime'),
		latencyMs: wholeNumber(flags, 'latency'),
		compress: flags.compress,
		serverVersion: flags['server-version'],
		oauthPaths: flags['oauth-paths'] === undefined ? undefined : oauthPaths(flags['oauth-paths']),
		cluster: delay === undefined ? undefined : { visibilityDelayMs: delay },
	};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function main(): Promise<void> {
	const flags = readFlags();
	if (flags.help) {
		process.stdout.write(HELP);
		return;
	}
	const simulator = await startSimulator(optionsFrom(flags));
	const stop = () => void simulator.close().then(() => process.exit(0));
	process.once('SIGINT', stop).once('SIGTERM', stop);
	const { clientId, clientSecret } = simulator.client;
	const insecure = flags.tls ? ' --insecure' : '';
	process.stdout.write(
		[
			`Address:        ${simulator.url}`,
			`Client ID:      ${clientId}`,
			`Client secret:  ${clientSecret}`,
			'',
			'Try:',
			`  curl${insecure} ${simulator.url}/api/oauth/token -d grant_type=client_credentials \\`,
			`    -d client_id=${clientId} -d client_secret=${clientSecret}`,
			'',
			'Ctrl-C stops it.',
			'',
		].join('\n'),
	);
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(`${message}\n${error instanceof UsageError ? '\nSee --help.\n' : ''}`);
	process.exitCode = 1;
});
