const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
	},
	// n8n-core's own packages are built CommonJS: transforming them would only cost time.
	transformIgnorePatterns: ['/node_modules/'],
	// `npm run coverage`: that room is covered by its own tests, without the help of whole nodes. Types alone leave nothing to run.
	collectCoverageFrom: ['nodes/shared/transport/**/*.ts', '!nodes/**/{types,session}.ts'],
	coverageProvider: 'v8',
	coverageReporters: ['text-summary', 'text'],
	coverageThreshold: {
		'nodes/shared/transport/': { lines: 95, branches: 95 },
	},
	// A hung test ends by it; a healthy one on a slow machine does not meet it.
	testTimeout: 300_000,
	// Jest leaves one core free, which on two cores is half of the machine. One more than cores, because many tests wait for retries.
	maxWorkers: availableParallelism() + 1,
};
