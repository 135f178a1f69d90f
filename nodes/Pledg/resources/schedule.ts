import { text } from '../../shared/fields';
import { isObject, objectsIn } from '../../../credentials/lib/json';
import { readList, whatCame, type Reading } from '../../shared/http/shapes';
import { path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { merchantUid, scheduleFields, scheduleOptions } from './fields';

const PUBLIC_NOTICE =
	'Needs no credentials: the credential only determines which environment to ask, and none of its values are sent.';

/** INSTALLMENT, DEFERRED and the like; the provider's own module also takes the first in lower case. */
const PAYMENT_TYPE = /^([A-Z_]+|installment)$/;

/** Keyed by the payment type: instalments as a list, a deferred or cash payment as an object. */
function readSchedule(body: unknown): Reading {
	const names = isObject(body) ? Object.keys(body) : [];
	return names.some((name) => PAYMENT_TYPE.test(name)) && isObject(body)
		? { rows: [body] }
		: { rows: [], problem: `answered without a schedule. ${whatCame(body)}` };
}

/** One schedule for each payment solution. */
function readSchedules(body: unknown): Reading {
	const { problem } = readList(body, 'items');
	return problem === undefined ? { rows: objectsIn(body) } : { rows: [], problem };
}

export const schedule = resource({
	value: 'schedule',
	name: 'Payment Schedule',
	description: 'Installments and fees of a purchase, before it is made',
	common: true,
	operations: [
		operation({
			value: 'simulate',
			name: 'Simulate',
			action: 'Simulate a payment schedule',
			description: 'Calculate the installments and fees for an amount',
			contract: 'simulatePaymentSchedule',
			authentication: ['accessToken'],
			repeatable: true,
			request: {
				method: 'POST',
				service: 'api',
				path: '/api/merchants/{merchant_uid}/simulate_payment_schedule',
			},
			parameters: { merchantUid, ...scheduleFields },
			optional: scheduleOptions,
			read: readSchedule,
		}),
		operation({
			value: 'simulatePublicly',
			name: 'Simulate Without Token',
			action: 'Simulate a payment schedule without a token',
			description: 'The same request as a web page would make it; needs no credentials',
			contract: 'simulatePaymentSchedulePublic',
			notice: PUBLIC_NOTICE,
			repeatable: true,
			request: {
				method: 'POST',
				service: 'api',
				path: '/api/users/me/merchants/{merchant_uid}/simulate_payment_schedule',
				public: true,
			},
			parameters: { merchantUid, ...scheduleFields },
			optional: scheduleOptions,
			read: readSchedule,
		}),
		operation({
			value: 'simulateForCompany',
			name: 'Simulate for Company',
			action: 'Simulate the schedules of a company',
			description:
				"Calculate the schedules of all of a company's payment solutions; known only from the provider's own shop module",
			contract: 'simulateCompanyPaymentSchedulePublic',
			notice: PUBLIC_NOTICE,
			repeatable: true,
			request: {
				method: 'POST',
				service: 'api',
				path: '/api/users/me/companies/{company_uid}/simulate_payment_schedule',
				public: true,
			},
			parameters: {
				companyUid: path(
					text({
						displayName: 'Company UID',
						required: true,
						placeholder: 'e.g. cmp_e821ccca-7a16-45a7-8b00-0a6015e16123',
					}),
					{ name: 'company_uid' },
				),
				...scheduleFields,
			},
			optional: scheduleOptions,
			read: readSchedules,
		}),
	],
});
