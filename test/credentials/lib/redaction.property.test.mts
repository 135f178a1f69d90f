import fc from 'fast-check';
import { expect, test } from 'vitest';

import { redactor } from '../../../credentials/lib/redaction.ts';
import { spellingsOf } from '../../e2e/support/leakSpellings.mts';
import { propertyRuns } from '../../propertyRuns.mts';
import { ENCODINGS } from './encodings.mts';

/**
 * The replacement itself could produce a secret made of asterisks. Spaces merge with their
 * neighbours.
 */
const secrets = fc
	.oneof(
		fc.string({ unit: 'grapheme', minLength: 4, maxLength: 24 }),
		fc.string({ unit: fc.constantFrom(...`aZ5 +/\\"'&<>%=-_.:ä€😀`), minLength: 4, maxLength: 24 }),
	)
	.filter(
		(secret) => secret.isWellFormed() && !secret.includes('*') && !/^[\s+]|[\s+]$/.test(secret),
	);
const chains = fc.array(fc.constantFrom(...ENCODINGS), { maxLength: 5 });
const encode = (text: string, chain: typeof ENCODINGS) =>
	chain.reduce((encoded, [, write]) => write(encoded), text);

test('nothing is left of a secret after any chain of encodings', { timeout: 600_000 }, () => {
	fc.assert(
		fc.property(secrets, chains, (secret, chain) => {
			const text = `The service said: ${encode(secret, chain)} (HTTP 403)`;
			expect(redactor([secret])(text)).toBe('The service said: *** (HTTP 403)');
		}),
		{ numRuns: propertyRuns(300) },
	);
});

test('nor if other text surrounds it in each of them', { timeout: 600_000 }, () => {
	const surrounded = [
		(text: string) => `anna@example.com:${text}`,
		(text: string) => JSON.stringify({ a: 1, text, z: 2 }),
		(text: string) => `<a>${text}</a>`,
	];
	const context = fc.constantFrom(...surrounded);
	const writings = fc.array(fc.tuple(fc.constantFrom(...ENCODINGS), context), { maxLength: 4 });
	fc.assert(
		fc.property(secrets, writings, (secret, chain) => {
			const written = chain.reduce(
				(inner, [[, write], surround]) => surround(write(inner)),
				secret,
			);
			const text = `The service said: ${written} (HTTP 403)`;
			const redacted = redactor([secret])(text);
			expect(redacted).toContain('***');
			const left = Buffer.from(redacted);
			const found = spellingsOf(secret).filter(({ bytes }) => left.includes(bytes));
			expect(found).toEqual([]);
		}),
		{ numRuns: propertyRuns(300) },
	);
});
