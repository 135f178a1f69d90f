import { date, text } from '../../shared/fields';
import { amountInCents } from '../../shared/fields/money';
import { body, path } from '../../shared/operation/locations';

/** Fields that several resources share. */

export const merchantUid = path(
	text({
		displayName: 'Merchant UID',
		required: true,
		placeholder: 'e.g. mer_e821ccca-7a16-45a7-8b00-0a6015e16123',
		description:
			'Identifies the payment solution; in the dashboard, among the main characteristics',
	}),
	{ name: 'merchant_uid' },
);

export const purchaseUid = path(
	text({
		displayName: 'Purchase UID',
		required: true,
		placeholder: 'e.g. pur_6c48d42b-f29b-4f84-bee8-3cb2b964b600',
		description: 'From the response to the purchase link, or from the notification',
	}),
	{ name: 'purchase_uid' },
);

/** What a simulation wants to know. */
export const scheduleFields = {
	amount: body(
		amountInCents({
			displayName: 'Amount',
			required: true,
			description: 'What the purchase would cost, as printed on a bill: 250.50',
		}),
		{ name: 'amount_cents' },
	),
	created: body(
		date({
			displayName: 'Purchase Date',
			required: true,
			default: 'today',
			description: 'The day on which the purchase would be made',
		}),
	),
};

export const scheduleOptions = {
	secondInstallmentDate: body(
		date({
			displayName: 'Second Installment Date',
			description: 'Installments only; known from older documentation',
		}),
		{ name: 'second_installment_date' },
	),
};
