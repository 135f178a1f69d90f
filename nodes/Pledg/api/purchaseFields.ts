import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { boolean, choices, date, fieldGroup, jsonObject, options, text } from '../../shared/fields';
import { amountInCents } from '../../shared/fields/money';
import type { Parameter } from '../../shared/operation/operation';
import type { FieldType } from '../../shared/fields/fieldType';

/** Puts a setting where an operation sends it. */
type Place = <V, R extends boolean>(kind: FieldType<V, R>, name: string) => Parameter<V, R>;

/** The settings without which no purchase can start. Names are those of Pledg. */
export function requiredSettings(place: Place) {
	return {
		amount: place(
			amountInCents({
				displayName: 'Amount',
				required: true,
				description:
					'What the purchase costs, as printed on a bill: 250.50. In euros, unless Currency says otherwise.',
			}),
			'amountCents',
		),
		reference: place(
			text({
				displayName: 'Reference',
				required: true,
				placeholder: 'e.g. order_42',
				description: 'Your own unique reference; that of a completed purchase cannot be used again',
			}),
			'reference',
		),
		title: place(
			text({ displayName: 'Title', required: true, description: 'What is bought' }),
			'title',
		),
		email: place(
			text({ displayName: 'Buyer Email', required: true, placeholder: 'e.g. name@example.com' }),
			'email',
		),
		firstName: place(text({ displayName: 'Buyer First Name', required: true }), 'firstName'),
		lastName: place(text({ displayName: 'Buyer Last Name', required: true }), 'lastName'),
	};
}

/** All other settings, but the identifiers and the two return addresses. */
export function optionalSettings(place: Place) {
	return {
		...buyerSettings(place),
		...businessSettings(place),
		...paymentSettings(place),
		subtitle: place(
			text({ displayName: 'Subtitle', description: 'Use a vertical bar to separate lines' }),
			'subtitle',
		),
		lang: place(
			options({
				displayName: 'Language',
				options: [
					{ name: 'Dutch', value: 'nl_NL' },
					{ name: 'English', value: 'en_GB' },
					{ name: 'French', value: 'fr_FR' },
					{ name: 'German', value: 'de_DE' },
					{ name: 'Italian', value: 'it_IT' },
					{ name: 'Spanish', value: 'es_ES' },
				],
				default: 'fr_FR',
				description: 'Language of the payment page',
			}),
			'lang',
		),
		language: place(
			text({
				displayName: 'Language (Purchase Link)',
				description: 'Seen only in an example of the purchase link, in place of Language',
			}),
			'language',
		),
		countryCode: place(
			text({ displayName: 'Country Code', description: "Overrides the merchant's country" }),
			'countryCode',
		),
		metadata: place(
			jsonObject({
				displayName: 'Metadata (JSON)',
				description: 'Scoring data and your own data; names in snake case',
			}),
			'metadata',
		),
		paymentNotificationUrl: place(
			text({
				displayName: 'Payment Notification URL',
				placeholder: 'e.g. https://example.com/webhook',
				description: 'Where Pledg reports the payment: an https or mailto address',
			}),
			'paymentNotificationUrl',
		),
		errorNotificationUrl: place(
			text({
				displayName: 'Error Notification URL',
				placeholder: 'e.g. https://example.com/webhook',
				description: 'Where Pledg reports a failure after the payment screen: an https address',
			}),
			'errorNotificationUrl',
		),
		showCloseButton: place(
			boolean({
				displayName: 'Show Close Button',
				default: true,
				description: 'Whether the buyer can close the payment page',
			}),
			'showCloseButton',
		),
	};
}

/** Where the buyer goes back to; mandatory for the hosted funnel. */
export function returnSettings(place: Place) {
	return {
		redirectUrl: place(
			text({
				displayName: 'Redirect URL',
				placeholder: 'e.g. https://example.com/thanks',
				description: 'Where the buyer goes after the payment',
			}),
			'redirectUrl',
		),
		cancelUrl: place(
			text({
				displayName: 'Cancel URL',
				placeholder: 'e.g. https://example.com/cart',
				description: 'Where the buyer goes on cancellation or failure',
			}),
			'cancelUrl',
		),
	};
}

function buyerSettings(place: Place) {
	return {
		phoneNumber: place(
			text({ displayName: 'Phone Number', placeholder: 'e.g. +33600000000' }),
			'phoneNumber',
		),
		address: place(fieldGroup({ displayName: 'Address', fields: ADDRESS }), 'address'),
		shippingAddress: place(
			fieldGroup({ displayName: 'Shipping Address', fields: ADDRESS }),
			'shippingAddress',
		),
		civility: place(options({ displayName: 'Civility', options: choices('Mr', 'Ms') }), 'civility'),
		birthDate: place(date({ displayName: 'Birth Date' }), 'birthDate'),
		birthCity: place(text({ displayName: 'Birth City' }), 'birthCity'),
		birthCountry: place(
			text({ displayName: 'Birth Country', placeholder: 'e.g. FR' }),
			'birthCountry',
		),
		birthZipcode: place(
			text({ displayName: 'Birth Zip Code', description: 'Required only if born in France' }),
			'birthZipcode',
		),
		birthStateProvince: place(
			text({ displayName: 'Birth State or Province' }),
			'birthStateProvince',
		),
	};
}

function businessSettings(place: Place) {
	return {
		b2bCompanyName: place(text({ displayName: 'Company Name' }), 'b2bCompanyName'),
		b2bCompanyNationalId: place(
			text({ displayName: 'Company National ID', description: 'SIREN or SIRET number' }),
			'b2bCompanyNationalId',
		),
		b2bCompanyNationalIdType: place(
			options({
				displayName: 'Company National ID Type',
				options: [
					{ name: 'SIREN', value: 'SIREN' },
					{ name: 'SIRET', value: 'SIRET' },
				],
			}),
			'b2bCompanyNationalIdType',
		),
	};
}

function paymentSettings(place: Place) {
	return {
		currency: place(
			text({
				displayName: 'Currency',
				placeholder: 'e.g. EUR',
				description: 'EUR by default; required for a company',
			}),
			'currency',
		),
		balancePaymentDate: place(
			date({ displayName: 'Balance Payment Date', description: 'Down payments only' }),
			'balancePaymentDate',
		),
		deferredPaymentDate: place(
			date({ displayName: 'Deferred Payment Date', description: 'Deferred payments only' }),
			'deferredPaymentDate',
		),
		secondInstallmentPaymentDate: place(
			date({
				displayName: 'Second Installment Date',
				description: 'Installments only; the later ones follow monthly',
			}),
			'secondInstallmentPaymentDate',
		),
	};
}

const ADDRESS: INodeProperties[] = [
	{ displayName: 'Street', name: 'street', type: 'string', default: '' },
	{ displayName: 'City', name: 'city', type: 'string', default: '' },
	{ displayName: 'State or Province', name: 'stateProvince', type: 'string', default: '' },
	{ displayName: 'Zip Code', name: 'zipcode', type: 'string', default: '' },
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		placeholder: 'e.g. FR',
		description: 'Two letters',
	},
];

/** Names of all settings, to tell them from an operation's other fields. */
const NAMES = new Set(
	[requiredSettings, optionalSettings, returnSettings].flatMap((make) =>
		Object.keys(make((type) => ({ type, in: 'local' }))),
	),
);

/** The settings among an operation's values, as Pledg names them: those that were filled in. */
export function settingsIn(values: Record<string, unknown>): IDataObject {
	const settings = Object.entries(values)
		.filter(([name, value]) => NAMES.has(name) && value !== undefined)
		.map(([name, value]) => [name === 'amount' ? 'amountCents' : name, value]);
	return Object.fromEntries(settings) as IDataObject;
}
