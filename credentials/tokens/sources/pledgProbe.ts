import type { TokenHttpRequest } from '../request/send';

/** A schedule of payments that never become due: the only Pledg call that does nothing. */
export function scheduleProbe(
	api: string,
	merchantUid: string,
	authorization?: string,
): TokenHttpRequest {
	return {
		method: 'POST',
		url: `${api}/api/users/me/merchants/${encodeURIComponent(merchantUid)}/simulate_payment_schedule`,
		...(authorization !== undefined && { headers: { Authorization: authorization } }),
		body: { created: '2030-01-01', amount_cents: 10_000 },
	};
}
