const { dest, src } = require('gulp');

/** Icons and codex files stand beside the compiled classes; tsc does not copy them. */
function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/**/generated/*.json', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.default = assets;
