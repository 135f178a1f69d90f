/**
 * Runs the node tests on the n8n-core of another n8n:
 *
 *     N8N_MODULES=<n8n>/node_modules npx vitest run --config test/nodes/otherN8n.config.mts
 */
import { join } from 'node:path';

import { defineConfig } from 'vitest/config';

const modules = process.env.N8N_MODULES;
if (modules === undefined) throw new Error('Set N8N_MODULES to the node_modules of an n8n');

export default defineConfig({
	resolve: {
		alias: {
			'n8n-core': join(modules, 'n8n-core'),
			'n8n-workflow': join(modules, 'n8n-workflow'),
		},
	},
	test: {
		include: ['test/nodes/shared/*/*.test.mts', 'test/nodes/*/{operations,behaviour}.test.mts'],
		// It compares the two lines by name.
		exclude: ['test/nodes/shared/http/thrown.test.mts'],
		restoreMocks: true,
	},
});
