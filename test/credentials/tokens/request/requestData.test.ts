import { expect, it } from 'vitest';

import { isToForget, toForget } from '../../../../credentials/tokens/request/requestData';

it('a credential that is to be forgotten is recognised, even as a copy', () => {
	const data = { clientId: 'id' };
	expect(isToForget(data)).toBe(false);
	expect(isToForget(toForget(data))).toBe(true);
	expect(isToForget({ ...toForget(data) })).toBe(true);
});

it('the mark is not stored when n8n stores all fields of the data', () => {
	const data = { clientId: 'id' };
	expect(JSON.stringify(toForget(data))).toBe(JSON.stringify(data));
	expect(data).toEqual({ clientId: 'id' });
});
