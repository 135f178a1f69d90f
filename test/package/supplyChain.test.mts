/** What is run when the package is installed here, built and published, and where it comes from. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	environment?: string;
	permissions?: Record<string, string>;
	steps?: Step[];
	uses?: string;
}

interface Workflow {
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

interface Locked {
	version?: string;
	integrity?: string;
	link?: boolean;
	optional?: boolean;
	hasInstallScript?: boolean;
	bin?: Record<string, string>;
}

const FOLDERS = ['.github/workflows', 'packages/template/.github/workflows'];
const workflows = FOLDERS.flatMap((folder) =>
	readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
).map((file) => ({ file, ...(parse(read(file)) as Workflow) }));
const jobs = workflows.flatMap(({ file, permissions, jobs: all }) =>
	Object.entries(all).map(([name, job]) => ({
		name: `${file}: ${name}`,
		...job,
		permissions: job.permissions ?? permissions ?? {},
		steps: job.steps ?? [],
	})),
);
const mayWrite = ({ permissions }: (typeof jobs)[number]) =>
	Object.values(permissions).includes('write');

describe('the workflows', () => {
	test('run only actions that are pinned by commit, or are part of this repository', () => {
		const used = jobs.flatMap((job) => [job.uses, ...job.steps.map(({ uses }) => uses)]);
		const named = used.filter((one) => one !== undefined);
		expect(named.length).toBeGreaterThan(10);
		expect(named.filter((one) => !/^\.\/|^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(one))).toEqual([]);
	});

	test('say what they may do, and only those that publish may write', () => {
		for (const { file, permissions } of workflows) {
			expect([file, permissions]).toEqual([file, { contents: 'read' }]);
		}
		expect(jobs.filter(mayWrite).map(({ name }) => name)).toEqual([
			'.github/workflows/publish.yml: publish',
			'packages/template/.github/workflows/publish.yml: publish',
		]);
	});

	test.each(jobs.filter(mayWrite))(
		'$name stands behind an environment, and runs nothing but npm itself',
		({ environment, permissions, steps }) => {
			expect(environment).toBe('npm');
			expect(permissions).toEqual({ 'id-token': 'write' });
			const actions = steps.flatMap(({ uses }) => uses?.split('@')[0] ?? []);
			expect(actions).toEqual(['actions/setup-node', 'actions/download-artifact']);
			const commands = steps.flatMap(({ run }) => run?.match(/\b(?:npm|npx|node)\b [^\n]*/g) ?? []);
			const publish = 'npm publish ./*.tgz --ignore-scripts --provenance --access public';
			expect(commands.filter((one) => !one.startsWith('npm config '))).toEqual([publish]);
		},
	);
});

describe('what is installed here', () => {
	const { packages } = JSON.parse(read('package-lock.json')) as {
		packages: Record<string, Locked>;
	};
	const locked = Object.entries(packages);

	test('is in the lock file with its integrity', () => {
		const own = ['', 'playground/node'];
		const unproven = locked.filter(([, { link, integrity }]) => !link && !integrity);
		expect(unproven.map(([path]) => path)).toEqual(own);
	});

	test('comes by npm ci, and runs no script of its own', () => {
		expect(read('.npmrc')).toMatch(/^ignore-scripts *= *true$/m);
		const commands = read('playground/setup.mjs').match(/\bnpm\('[^)]*\)/g);
		expect(commands).toEqual(["npm('ci')"]);
	});

	test('includes the Node.js of the scripts, optional for each platform', () => {
		const nodes = locked.filter(([, { bin }]) => bin?.node !== undefined);
		expect(nodes.length).toBeGreaterThanOrEqual(3);
		for (const [path, { integrity, optional, hasInstallScript }] of nodes) {
			expect([path, typeof integrity, optional, hasInstallScript]).toEqual([
				path,
				'string',
				true,
				undefined,
			]);
		}
	});
});
