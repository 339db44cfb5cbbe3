const { existsSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { brotliCompressSync } = require('node:zlib');
const { dest, series, src } = require('gulp');

/** Icons and codex files stand beside the compiled classes; tsc does not copy them. */
function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/**/generated/*.json', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** Replaces the modules that compute the forms by the forms, because n8n reads them whenever it starts. */
async function forms() {
	const nodes = path.join(__dirname, 'dist/nodes');
	for (const file of readdirSync(nodes).map((node) => path.join(nodes, node, 'form.js'))) {
		if (!existsSync(file)) continue;
		const values = JSON.stringify(require(file));
		writeFileSync(file.replace(/js$/, 'json.br'), brotliCompressSync(values));
		writeFileSync(file, READ_FORM);
	}
}

const READ_FORM = `"use strict";
const { readFileSync } = require('node:fs');
const { brotliDecompressSync } = require('node:zlib');
module.exports = JSON.parse(brotliDecompressSync(readFileSync(__filename.replace(/js$/, 'json.br'))));
`;

exports.default = series(assets, forms);
