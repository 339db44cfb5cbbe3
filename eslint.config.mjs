// The rules of `n8n-node lint` (@n8n/node-cli 0.48.3) without installing that CLI.
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const community = n8nCommunityNodesPlugin.configs.recommended;

/** docs/adr/0001: undici at run time rules out n8n Cloud; these three say nothing else. */
const brokenByUndici = {
	'@n8n/community-nodes/no-runtime-dependencies': 'off',
	'@n8n/community-nodes/no-restricted-imports': 'off',
	'@n8n/community-nodes/no-restricted-globals': 'off',
};

export default tseslint.config(
	{ ignores: ['dist', 'node_modules', 'coverage', 'e2e/artifacts'] },
	// A rule is off here, with its reason, or nowhere.
	{ linterOptions: { noInlineConfig: true } },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		rules: { 'no-console': 'error', '@typescript-eslint/consistent-type-imports': 'error' },
	},
	{
		files: ['credentials/**/*.ts', 'nodes/**/*.ts'],
		extends: [community],
		rules: brokenByUndici,
	},
	{ plugins: { 'n8n-nodes-base': n8nBase } },
	{
		files: ['package.json'],
		extends: [community],
		rules: { ...n8nBase.configs.community.rules, ...brokenByUndici },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nBase.configs.credentials.rules,
			// As in n8n's own configuration: both are superseded by the community rules.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nBase.configs.nodes.rules,
			// As in n8n's own configuration: they do not know NodeConnectionTypes, and forbid Limit a maximum.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	// Programs for a terminal print to it.
	{
		files: [
			'demo/**/*.ts',
			'role/**/*.ts',
			'harness/**/*.ts',
			'simulator/main.ts',
			'bench/**/*.ts',
			'chaos/**/*.ts',
			'catalogue/**/*.ts',
			'e2e/**/*.ts',
		],
		rules: { 'no-console': 'off' },
	},
);
