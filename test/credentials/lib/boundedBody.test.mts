import { Readable } from 'node:stream';

import { expect, test } from 'vitest';

import { readWithin } from '../../../credentials/lib/boundedBody';

const never = new AbortController().signal;

test('a body within its bounds is read whole', async () => {
	const body = Readable.from([Buffer.from('ab'), Buffer.from('cd')]);
	expect(await readWithin(body, { bytes: 4, deadline: never })).toEqual(Buffer.from('abcd'));
});

test('a larger one is closed as soon as it proves to be larger', async () => {
	let given = 0;
	const body = Readable.from(
		(function* () {
			for (;;) yield Buffer.alloc(++given && 10);
		})(),
		{ highWaterMark: 1 },
	);
	expect(await readWithin(body, { bytes: 25, deadline: never })).toBe('tooLarge');
	expect(body.destroyed).toBe(true);
	expect(given).toBeLessThan(6);
});

test('one that does not end is closed at the deadline', async () => {
	const deadline = new AbortController();
	const body = new Readable({ read: () => undefined });
	const reading = readWithin(body, { bytes: 10, deadline: deadline.signal });
	body.push('x');
	deadline.abort();
	expect(await reading).toBe('tooSlow');
	expect(body.destroyed).toBe(true);
});

test('one that breaks off is an error', async () => {
	const body = new Readable({ read: () => undefined });
	const reading = readWithin(body, { bytes: 10, deadline: never });
	body.destroy(new Error('broken'));
	await expect(reading).rejects.toThrow('broken');
});
