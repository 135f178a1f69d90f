import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { accountHandlers } from './accountHandlers.mts';
import { EcartPayAuthentication } from './authentication.mts';
import { billingHandlers } from './billingHandlers.mts';
import { cardHandlers } from './cardHandlers.mts';
import { catalogHandlers } from './catalogHandlers.mts';
import { checkoutHandlers } from './checkoutHandlers.mts';
import { customerHandlers } from './customerHandlers.mts';
import { ecartPayErrors } from './errors.mts';
import { linkHandlers } from './linkHandlers.mts';
import { Merchants } from './Merchant.mts';
import { moneyHandlers } from './moneyHandlers.mts';
import { handlersOn } from './on.mts';
import { orderHandlers, transferScheme } from './orderHandlers.mts';
import { registerPayPage } from './payPage.mts';
import { platformHandlers } from './platformHandlers.mts';
import { subscriptionHandlers } from './subscriptionHandlers.mts';

export interface EcartPay {
	readonly provider: ContractProvider;
	readonly merchants: Merchants;
	/** The page on which a buyer pays an order. */
	registerPayPage(app: FastifyInstance): void;
}

/** Lists whose answers tell pages, though the contract has no parameter to ask for one. */
const LISTS_WITHOUT_PAGE = ['listChargebacks', 'listSubscriptions', 'listMySubscriptions'];

/** Plays Ecart Pay. */
export async function createEcartPay(context: Context): Promise<EcartPay> {
	const authentication = new EcartPayAuthentication(context);
	const merchants = new Merchants(context);
	const on = handlersOn(merchants);
	const provider: ContractProvider = {
		id: 'ecartpay',
		contract: await Contract.load('ecartpay'),
		prefixes: { 'https://sandbox.ecartpay.com': '/ecartpay' },
		kinds: { createAuthorizationToken: 'token' },
		schemes: { ...authentication.schemes, ...transferScheme },
		handlers: {
			...authentication.handlers,
			...customerHandlers(context, on),
			...cardHandlers(on),
			...orderHandlers(merchants, on),
			...checkoutHandlers(context, merchants, on),
			...linkHandlers(on),
			...moneyHandlers(context, on),
			...subscriptionHandlers(context, on),
			...accountHandlers(on),
			...catalogHandlers(on),
			...billingHandlers(merchants, on),
			...platformHandlers(on),
			getWebhookSecret: on(({ account }) => ({
				secret: context.credentials.ecartPayWebhookSecret(account),
			})),
		},
		errors: ecartPayErrors,
		isIgnored: (operationId, name) => name === 'page' && LISTS_WITHOUT_PAGE.includes(operationId),
		reset: () => {
			authentication.tokens.clear();
			merchants.clear();
		},
		revoke: () => authentication.tokens.revokeAll(),
	};
	return { provider, merchants, registerPayPage: (app) => registerPayPage(app, merchants) };
}
