import { describe, expect, it } from 'vitest';
import { parseFlatted } from '../../playground/flatted.mts';

describe('flatted', () => {
	it('resolves texts and nested values by their index, and leaves numbers alone', () => {
		const text =
			'[{"name":"1","count":2,"items":"2","none":null},"Mug",["1",7,true,"3"],{"deep":"1"}]';
		expect(parseFlatted(text)).toEqual({
			name: 'Mug',
			count: 2,
			items: ['Mug', 7, true, { deep: 'Mug' }],
			none: null,
		});
	});

	it('keeps an object that contains itself', () => {
		const root = parseFlatted('[{"self":"0"}]') as { self: unknown };
		expect(root.self).toBe(root);
	});

	it('returns a root that is a plain text', () => {
		expect(parseFlatted('["text"]')).toBe('text');
	});
});
