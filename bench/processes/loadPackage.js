// Plain JavaScript, run without tsx: it measures how long Node.js takes to load the package.
const path = require('node:path');
const { NodeHelpers } = require('n8n-workflow');

const root = path.join(__dirname, '../..');
const { n8n } = require(path.join(root, 'package.json'));

const start = performance.now();
const loaded = [...n8n.nodes, ...n8n.credentials].map((file) => {
	const name = path.basename(file).split('.')[0];
	return new (require(path.join(root, file))[name])();
});
const loadMs = performance.now() - start;

const nodes = loaded
	.filter(({ description }) => description !== undefined)
	.map(({ description }) => {
		const { displayName, properties } = description;
		const operations = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(displayOptions?.show?.resource ?? ['']).flatMap((resource) =>
					options.map(({ value }) => ({ resource, operation: value })),
				),
			);
		const resolve = (parameters) =>
			NodeHelpers.getNodeParameters(properties, parameters, true, false, { typeVersion: 1 }, description);
		for (const parameters of operations) resolve(parameters);
		const resolveMs = operations.map((parameters) => {
			const before = performance.now();
			resolve(parameters);
			return performance.now() - before;
		});
		const descriptionBytes = Buffer.byteLength(JSON.stringify(description));
		return { name: displayName, descriptionBytes, operations: operations.length, resolveMs };
	});

process.stdout.write(JSON.stringify({ loadMs, nodes }));
