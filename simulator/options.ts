export interface SimulatorOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** PEM texts; without them the simulator uses plain HTTP. */
	tls?: { key: string; cert: string };
	/** Such as `/jss`, the prefix of every path. */
	contextPath?: string;
	/** Default 1. The same seed produces the same fleet, client secrets and random faults. */
	seed?: number;
	/** Default 100. */
	computers?: number;
	/** Keeps request bodies in the journal: only for tests, because they may contain secrets. */
	keepBodies?: boolean;
	/** Default 60 (jamf-behavior 1.3); an API client may override it. */
	tokenLifetimeSeconds?: number;
	/** Milliseconds, default Date.now: lets a test skip lifetimes and delays. */
	now?: () => number;
	/** Default 11.32.0. What older servers lack: `versions.ts`. */
	serverVersion?: string;
	/** Which token endpoints exist, default both (jamf-behavior 1.1). */
	oauthPaths?: 'both' | 'v1' | 'unversioned';
	/** Two nodes instead of one (jamf-behavior 2.1). */
	cluster?: { visibilityDelayMs: number };
	/** Compresses longer responses with gzip for clients that accept it; default false. */
	compress?: boolean;
	/** Added to every response. */
	latencyMs?: number;
	/** The journal records the first match at the start of each body, to identify requests. */
	mark?: RegExp;
}

type Optional = 'tls' | 'cluster' | 'mark';

export type Settings = Required<Omit<SimulatorOptions, Optional>> & Pick<SimulatorOptions, Optional>;

export function settingsFrom(options: SimulatorOptions): Settings {
	return {
		port: 0,
		host: '127.0.0.1',
		seed: 1,
		computers: 100,
		keepBodies: false,
		tokenLifetimeSeconds: 60,
		now: Date.now,
		serverVersion: '11.32.0',
		oauthPaths: 'both',
		compress: false,
		latencyMs: 0,
		...options,
		contextPath: trimmedPath(options.contextPath ?? ''),
	};
}

const trimmedPath = (path: string): string => (/[^/]/.test(path) ? `/${path.replace(/^\/+|\/+$/g, '')}` : '');
