import { describe, expect, it } from 'vitest';
import { parsePlaygroundArguments } from '../../playground/arguments.mts';
import { portUses } from '../../playground/ports.mjs';
import { parseE2eArguments } from '../e2e/support/arguments.mts';

describe('arguments of npm start', () => {
	it('are the documented defaults when nothing is given', () => {
		expect(parsePlaygroundArguments([])).toEqual({
			n8nVersion: '2.41.1',
			port: 5678,
			sandboxPort: 5710,
			help: false,
		});
	});

	it('move the ports and choose the version', () => {
		const args = ['--port', '6001', '--sandbox-port=6010', '--n8n', '1.123.81'];
		expect(parsePlaygroundArguments(args)).toMatchObject({
			n8nVersion: '1.123.81',
			port: 6001,
			sandboxPort: 6010,
		});
	});

	it.each(['0', '65535', '80a', '-1', ''])('refuse the port "%s"', (port) => {
		expect(() => parsePlaygroundArguments([`--port=${port}`])).toThrow(
			`--port takes a number from 1 to 65534, not "${port}".`,
		);
	});

	it('refuse a port that no browser opens', () => {
		expect(() => parsePlaygroundArguments(['--port=6000'])).toThrow(
			'browsers refuse to open port 6000',
		);
	});

	it.each(['latest', '2', '2.41', '../2.41.1'])('refuse "%s" as a version', (version) => {
		expect(() => parsePlaygroundArguments(['--n8n', version])).toThrow(
			`--n8n takes a full version such as 2.41.1, not "${version}".`,
		);
	});

	it('refuse an unknown option', () => {
		expect(() => parsePlaygroundArguments(['--prot', '6000'])).toThrow('--prot');
	});
});

describe('an n8n that runs elsewhere', () => {
	it('is an address and a login, whose password may have a colon', () => {
		const args = ['--url', 'http://127.0.0.1:5678/', '--login', 'ana@example.com:a:b'];
		expect(parsePlaygroundArguments(args).elsewhere).toEqual({
			url: 'http://127.0.0.1:5678',
			owner: { email: 'ana@example.com', password: 'a:b' },
		});
	});

	it.each([
		[['--url', 'http://127.0.0.1:5678'], '--url needs --login <email>:<password>'],
		[['--login', 'ana@example.com:a'], '--login goes with --url.'],
		[['--url', '127.0.0.1:5678', '--login', 'ana@example.com:a'], 'takes an address such as'],
		[
			['--url', 'http://127.0.0.1:5678', '--login', 'ana'],
			'--url needs --login <email>:<password>',
		],
	])('is refused from %o', (args, message) => {
		expect(() => parsePlaygroundArguments(args)).toThrow(message);
	});

	it('leaves the ports of n8n alone', () => {
		const ports = { port: 5678, sandboxPort: 5710 };
		const flags = portUses({ ...ports, elsewhere: 'http://127.0.0.1:5678' }).map(
			({ flag }) => flag,
		);
		expect(flags).toEqual(['--sandbox-port', '--sandbox-port']);
		expect(portUses(ports)).toHaveLength(4);
	});

	it('leaves out suites of the end-to-end tests, by names that exist', () => {
		const suites = ['tokens', 'queue'];
		expect(parseE2eArguments(['--skip=queue'], suites)).toMatchObject({ skip: ['queue'] });
		expect(() => parseE2eArguments(['--skip=queues'], suites)).toThrow('no suite "queues"');
	});

	it('runs no suite of the end-to-end tests that starts or reads an n8n of its own', () => {
		const elsewhere = ['--url', 'http://127.0.0.1:5678', '--login', 'ana@example.com:a'];
		const suites = ['tokens', 'leaks', 'queue'];
		expect(parseE2eArguments([...elsewhere, '--only', 'tokens'], suites)).toMatchObject({
			only: ['tokens'],
			elsewhere: { url: 'http://127.0.0.1:5678' },
		});
		expect(() => parseE2eArguments([...elsewhere, '--only', 'leaks'], suites)).toThrow(
			`The suite "leaks" cannot run with --url: it reads n8n's log, database and exports.`,
		);
	});
});
