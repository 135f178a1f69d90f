import { describe, expect, it } from 'vitest';
import { accountFrom } from '../../probe/accounts.mts';
import { parseProbeArguments, PROBE_USAGE } from '../../probe/arguments.mts';

describe('the account of the environment', () => {
	it('of ECGrid has the spellings of its samples, and prefers the key', () => {
		const account = accountFrom('ecgrid', {
			ECGrid__ApiKey: ' key ',
			ECGrid__Email: 'edi@example.com',
			ECGrid__Password: 'Pass-1',
		});
		expect(Object.keys(account.credentials)).toEqual([
			'ecGridApi',
			'ecGridLoginApi',
			'ecGridSoapApi',
		]);
		expect(account.credentials.ecGridApi).toMatchObject({ apiKey: 'key' });
		expect(account.credentials.ecGridSoapApi).toMatchObject({ authentication: 'apiKey' });
		expect(account.addresses).toEqual({ 'https://rest.ecgrid.io': 'https://rest.ecgrid.io' });
	});

	it('of ECGrid takes a login alone', () => {
		const { credentials } = accountFrom('ecgrid', {
			ECGrid__Email: 'edi@example.com',
			ECGrid__Password: 'Pass-1',
		});
		expect(credentials.ecGridSoapApi).toMatchObject({ authentication: 'session' });
		expect(credentials).not.toHaveProperty('ecGridApi');
	});

	it('says which variables are missing', () => {
		expect(() => accountFrom('ecross', { ECross__ClientId: 'id' })).toThrow(
			'Set ECross__ClientSecret (Client Secret) in the environment.',
		);
		expect(() => accountFrom('ecgrid', { ECGrid__Email: 'edi@example.com' })).toThrow(
			'Set ECGrid__ApiKey, or ECGrid__Email and ECGrid__Password, in the environment.',
		);
	});

	it('asks a test environment unless told, where there is one', () => {
		const keys = { EcartPay__PublicKey: 'pub', EcartPay__PrivateKey: 'prv' };
		const baseUrlOf = (more: Record<string, string> = {}) =>
			accountFrom('ecartpay', { ...keys, ...more }).credentials.ecartPayApi?.baseUrl;
		expect(baseUrlOf()).toBe('https://sandbox.ecartpay.com');
		expect(baseUrlOf({ EcartPay__Environment: 'production' })).toBe('https://ecartpay.com');
		expect(() => baseUrlOf({ EcartPay__Environment: 'live' })).toThrow(
			'The environment is one of: production, sandbox.',
		);
	});
});

describe('the arguments', () => {
	it('name a provider, and where the report goes', () => {
		expect(parseProbeArguments(['ecgrid', '--sandbox'])).toEqual({
			provider: 'ecgrid',
			sandbox: true,
			report: 'probe-ecgrid.md',
		});
		expect(() => parseProbeArguments(['ecgird'])).toThrow(
			'Name one provider of: ecross, ecartpay, ecgrid, pledg.',
		);
	});

	it('are explained with the variables of every provider', () => {
		expect(parseProbeArguments(['--help'])).toBeUndefined();
		for (const name of [
			'ECross__ClientId',
			'EcartPay__PublicKey',
			'ECGrid__ApiKey',
			'Pledg__ApiKey',
		]) {
			expect(PROBE_USAGE).toContain(name);
		}
	});
});
