const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { brotliCompressSync } = require('node:zlib');
const { dest, series, src } = require('gulp');

const NODES = path.join(__dirname, 'dist/nodes');
const CATALOGUE = 'shared/catalogue';

/** Icons and codex files stand beside the compiled classes; tsc does not copy them. */
function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(dest('dist'));
}

/** Compresses the rows, which are most of the package. */
async function rows() {
	const from = path.join(__dirname, 'nodes', CATALOGUE, 'generated');
	const to = path.join(NODES, CATALOGUE, 'generated');
	mkdirSync(to, { recursive: true });
	for (const file of readdirSync(from)) compress(path.join(to, file), readFileSync(path.join(from, file)));
	writeFileSync(path.join(NODES, CATALOGUE, 'readGenerated.js'), READ_ROWS);
}

/** Replaces the modules that compute the forms by the forms, because n8n reads them whenever it starts. */
async function forms() {
	for (const file of readdirSync(NODES).map((node) => path.join(NODES, node, 'form.js'))) {
		if (!existsSync(file)) continue;
		compress(file.replace(/js$/, 'json'), JSON.stringify(require(file)));
		writeFileSync(file, READ_FORM);
	}
}

function compress(file, content) {
	writeFileSync(`${file}.br`, brotliCompressSync(content));
}

const READ = `"use strict";
const { readFileSync } = require('node:fs');
const { brotliDecompressSync } = require('node:zlib');
`;

const READ_ROWS = `${READ}exports.readGenerated = (name) =>
	JSON.parse(brotliDecompressSync(readFileSync(require('node:path').join(__dirname, 'generated', name + '.json.br'))));
`;

const READ_FORM = `${READ}module.exports = JSON.parse(brotliDecompressSync(readFileSync(__filename.replace(/js$/, 'json.br'))));
`;

exports.default = series(assets, rows, forms);
