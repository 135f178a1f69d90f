import { badRequest } from './errors.mts';
import { cardFields } from './cards.mts';
import type { Fields, Merchant } from './Merchant.mts';
import { bodyOf, type Handlers, type On } from './on.mts';

const USUAL_INSTALLMENTS: Fields = {
	gateway: 'ecartpay',
	brands: ['visa', 'mastercard', 'amex'],
	installments: [3, 6, 9, 12, 18],
	is_active: false,
	commissions: [],
	amex_fixed_installments: false,
};

/** Card tokens, 3-D Secure, the account's own cards, and payment in months. */
export function cardHandlers(on: On): Handlers {
	return {
		createCardToken: on((merchant, call) => {
			const { id, number, tokenization } = bodyOf(call);
			if (id !== undefined) merchant.customerCards.get(String(id));
			else if (number === undefined) throw badRequest('tokens validation failed: id: required');
			else cardFields(bodyOf(call));
			return { token: merchant.cardTokens.issue(tokenization === true) };
		}),
		createThreeDSecureEnrollment: on(({ baseUrl, orders }, call) => {
			const { order_id: id } = bodyOf(call);
			if (id !== undefined) orders.get(String(id));
			return { url: `${baseUrl()}/checkout?id=${String(id ?? '')}` };
		}),
		listAccountCards: on(({ accountCards }) => accountCards.list()),
		createAccountCard: on(({ accountCards }, call) =>
			accountCards.add({ ...cardFields(bodyOf(call)), number: 'encrypted' }),
		),
		getAccountCard: on(({ accountCards }, { params }) => accountCards.get(params['id'])),
		deleteAccountCard: on(({ accountCards }, { params }) => accountCards.remove(params['id'])),
		getInstallmentConfiguration: on(settingsOf),
		saveInstallmentConfiguration: on((merchant, call) => {
			const { commissions = [], ...rest } = bodyOf(call);
			const saved = (commissions as Fields[]).map((one) => ({ ...one, currency: 'MXN' }));
			const { id } = settingsOf(merchant);
			return merchant.installments.change(id, { ...rest, commissions: saved });
		}),
		toggleInstallments: on((merchant, call) =>
			merchant.installments.change(settingsOf(merchant).id, bodyOf(call)),
		),
	};
}

/** "Reading the settings creates defaults when none exist." */
function settingsOf({ installments }: Merchant) {
	return installments.list()[0] ?? installments.add(USUAL_INSTALLMENTS);
}
