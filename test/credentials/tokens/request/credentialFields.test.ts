import { describe, expect, it } from 'vitest';

import {
	isOn,
	key,
	optionalText,
	password,
} from '../../../../credentials/tokens/request/credentialFields';
import { CredentialFieldError } from '../../../../credentials/tokens/endpoint/problems';

describe('reading a field', () => {
	it('cuts pasted blanks and newlines around a key', () => {
		expect(key({ apiKey: ' \tabc \r\n' }, 'apiKey', 'API Key')).toBe('abc');
	});

	it('takes a password as it was entered', () => {
		expect(password({ secret: ' p w \n' }, 'secret', 'Password')).toBe(' p w \n');
	});

	it.each([
		['key', key],
		['password', password],
	])('refuses a blank %s', (_name, read) => {
		for (const value of ['', ' \n\t', undefined, null, 42, false]) {
			const attempt = () => read({ field: value as string }, 'field', 'API Key');
			expect(attempt).toThrow(CredentialFieldError);
			expect(attempt).toThrow('API Key is empty. Enter it in the credential.');
		}
	});

	it('takes a text that may be missing as empty', () => {
		expect(optionalText({ a: 'x' }, 'a')).toBe('x');
		expect(optionalText({}, 'a')).toBe('');
		expect(optionalText({ a: 42 }, 'a')).toBe('');
	});

	it('takes a switch as on only if it is', () => {
		expect(isOn({ a: true }, 'a')).toBe(true);
		expect(isOn({ a: 'true' }, 'a')).toBe(false);
		expect(isOn({}, 'a')).toBe(false);
	});
});
