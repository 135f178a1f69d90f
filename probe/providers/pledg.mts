import { own, type ProviderPlan } from '../plan.mts';

/** Payments that never become due; Pledg only computes them. */
const SCHEDULE = { created: '2030-01-01', amount_cents: 10_000 } as const;

const HOSTED_PAGE = 'It is a page for buyers, and opening it may begin a purchase.';

export const pledgPlan: ProviderPlan = {
	contract: 'pledg',
	reads: [
		{
			operationId: 'simulatePaymentSchedule',
			path: { merchant_uid: own('merchantUid') },
			body: SCHEDULE,
		},
		{
			operationId: 'simulatePaymentSchedulePublic',
			path: { merchant_uid: own('merchantUid') },
			body: SCHEDULE,
		},
		{
			operationId: 'simulateCompanyPaymentSchedulePublic',
			path: { company_uid: own('companyUid') },
			body: SCHEDULE,
		},
	],
	notAsked: {
		createPaymentByTransfer: 'It registers a purchase, though it is a GET.',
		openPaymentSolutions: HOSTED_PAGE,
		openPurchaseFunnel: HOSTED_PAGE,
	},
	guesses: [
		{
			place: 'createPaymentByTransfer',
			assumes: 'A purchase by bank transfer is registered with GET /api/payment_by_transfer.',
			check: { notProbeable: 'It registers a purchase, and the probe changes nothing.' },
		},
		{
			place: 'components/schemas/PurchaseLink/properties/sms_has_been_sent',
			assumes: 'A purchase link tells whether an SMS was sent, as it does for an email.',
			check: {
				notProbeable: 'It comes only when a purchase link is made, and that sends a message.',
			},
		},
	],
};
