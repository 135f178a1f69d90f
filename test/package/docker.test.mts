/** The files of `playground/docker` and the page about them, which no test here can run. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { DEFAULT_N8N_VERSION } from '../../playground/arguments.mts';

interface Service {
	image?: string;
	command?: string;
	build?: { args: Record<string, string> };
	environment?: Record<string, string>;
	volumes?: string[];
	healthcheck?: object;
	depends_on?: Record<string, { condition: string }>;
	deploy?: { replicas: number };
	ports?: string[];
}

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };

const page = read('docs/docker.md');
const composeText = read('playground/docker/compose.yaml');
const compose = parse(composeText, { merge: true }) as {
	services: Record<'postgres' | 'redis' | 'main' | 'worker', Service>;
	volumes: Record<string, unknown>;
};
const { postgres, redis, main, worker } = compose.services;
const settings = Object.fromEntries(
	read('playground/docker/example.env')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => line.split(/=(.*)/s, 2)),
) as Record<string, string>;

/** A Dockerfile's instructions, each on one line, without comments. */
const instructions = read('playground/docker/Dockerfile')
	.replace(/^#.*\n/gm, '')
	.replace(/\\\n\s*/g, '')
	.split('\n')
	.filter((line) => line !== '');

describe('compose.yaml', () => {
	test('starts PostgreSQL, Redis, a main process and two workers of one image', () => {
		expect(Object.keys(compose.services)).toEqual(['postgres', 'redis', 'main', 'worker']);
		expect(worker.image).toBe(main.image);
		expect(worker.command).toBe('worker');
		expect(worker.deploy?.replicas).toBe(2);
		expect(worker.environment).toEqual(main.environment);
	});

	test('lets n8n wait until the database and the queue are there', () => {
		expect(postgres.healthcheck).toBeDefined();
		expect(redis.healthcheck).toBeDefined();
		for (const { depends_on } of [main, worker]) {
			expect(depends_on).toEqual({
				postgres: { condition: 'service_healthy' },
				redis: { condition: 'service_healthy' },
			});
		}
	});

	test('hides no package of the image behind a volume', () => {
		expect([main.volumes, worker.volumes]).toEqual([undefined, undefined]);
		const used = [postgres, redis].flatMap(({ volumes = [] }) => volumes);
		expect(used.map((one) => one.split(':')[0])).toEqual(Object.keys(compose.volumes));
	});

	test('opens nothing to other machines', () => {
		const ports = Object.values(compose.services).flatMap((one) => one.ports ?? []);
		expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
		expect(ports).toHaveLength(1);
	});

	test('asks for everything in example.env, and for nothing else', () => {
		const asked = [...composeText.matchAll(/\$\{(\w+)/g)].map(([, variable]) => variable ?? '');
		expect([...new Set(asked)].sort()).toEqual(Object.keys(settings).sort());
	});
});

describe('example.env', () => {
	test('pins the versions that are tested here', () => {
		expect(settings).toMatchObject({
			N8N_VERSION: DEFAULT_N8N_VERSION,
			PACKAGE: `${name}@${version}`,
		});
	});
});

describe('Dockerfile', () => {
	test('takes what compose.yaml hands over, and the same when built alone', () => {
		const args = instructions
			.filter((line) => line.startsWith('ARG '))
			.map((line) => line.slice(4));
		expect(args).toEqual([`N8N_VERSION=${settings.N8N_VERSION}`, `PACKAGE=${settings.PACKAGE}`]);
		expect(Object.keys(main.build?.args ?? {})).toEqual(['N8N_VERSION', 'PACKAGE']);
	});

	test('starts from the pinned n8n, and installs as its user, without peers and scripts', () => {
		expect(instructions).toContain('FROM n8nio/n8n:${N8N_VERSION}');
		const installs = instructions.filter((line) => line.includes('npm install'));
		expect(installs).toHaveLength(1);
		expect(installs[0]).toMatch(/cd \/home\/node\/\.n8n\/nodes .*--omit=peer .*--ignore-scripts/);
		expect(instructions.indexOf('USER node')).toBeLessThan(
			instructions.findIndex((line) => line.startsWith('RUN')),
		);
	});

	test('copies only what is there', () => {
		const copied = instructions.flatMap((line) => /^COPY .*?(\w+)\/ /.exec(line)?.[1] ?? []);
		expect(copied).toEqual(['tarballs']);
		expect(globSync('playground/docker/tarballs/*', { cwd: root })).not.toEqual([]);
	});
});

describe('docs/docker.md', () => {
	test("names only settings that the files use, and those on n8n's screen", () => {
		const used = { ...main.environment, ...settings };
		const onScreen = /^N8N_(COMMUNITY_PACKAGES|REINSTALL|CUSTOM_EXTENSIONS)/;
		const ofNode = /^(HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/;
		const named = [...page.matchAll(/\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g)].map(([one]) => one);
		expect(
			[...new Set(named)].filter(
				(one) => !(one in used) && !onScreen.test(one) && !ofNode.test(one),
			),
		).toEqual([]);
	});
});
