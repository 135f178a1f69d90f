import { connection } from '../../shared/operation/connection';
import type { Resource } from '../../shared/operation/operation';
import { merchantUid } from './fields';
import { funnel } from './funnel';
import { payment } from './payment';
import { purchase } from './purchase';
import { purchaseLink } from './purchaseLink';
import { schedule } from './schedule';
import { signature } from './signature';

/** Everything the node offers; the first one is the default. */
export const resources: Resource[] = [
	purchaseLink,
	purchase,
	schedule,
	funnel,
	signature,
	payment,
	connection({
		// No call tells who the caller is; a simulation wants a token and changes nothing.
		contract: 'simulatePaymentSchedule',
		check: {
			method: 'POST',
			service: 'api',
			path: '/api/merchants/{merchant_uid}/simulate_payment_schedule',
			body: { amount_cents: 10_000, created: '2030-01-01' },
			withoutField: ['second_installment_date'],
		},
		parameters: { merchantUid },
		authentication: ['accessToken'],
		forgettable: ['accessToken'],
	}),
];
