import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts', 'test/**/*.test.mts'],
		exclude: ['test/e2e/**'],
		restoreMocks: true,
	},
});
