import { describe, expect, it } from 'vitest';
import { parsePlaygroundArguments } from '../../playground/arguments.mts';

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
