import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { PledgAuthentication } from './authentication.mts';
import { pledgErrors } from './errors.mts';
import { funnelHandlers, html } from './funnel.mts';
import { purchaseLinkHandlers } from './purchaseLinks.mts';
import { Purchases } from './Purchases.mts';
import { refundHandlers } from './refunds.mts';
import { simulationHandlers } from './simulations.mts';

/** Path prefixes that stand for the backend and the front end. */
const prefixes = {
	'https://back.ecard.pledg.co': '/pledg',
	'https://front.ecard.pledg.co': '/pledg-front',
};

export interface Pledg {
	readonly provider: ContractProvider;
	readonly purchases: Purchases;
	/** The page that a purchase link leads to; no contract has it. */
	registerPayPage(app: FastifyInstance): void;
}

/** Plays Pledg. */
export async function createPledg(context: Context): Promise<Pledg> {
	const authentication = new PledgAuthentication(context);
	const purchases = new Purchases();
	const contract = await Contract.load('pledg');
	const provider: ContractProvider = {
		id: 'pledg',
		contract,
		prefixes,
		kinds: { createAccessToken: 'token' },
		schemes: authentication.schemes,
		handlers: {
			...authentication.handlers,
			...simulationHandlers,
			...purchaseLinkHandlers(context, contract, purchases),
			...refundHandlers(context, purchases),
			...funnelHandlers(context, contract, purchases),
		},
		errors: pledgErrors,
		isIgnored: isAgainstCaches,
		reset: () => {
			authentication.tokens.clear();
			purchases.clear();
		},
		revoke: () => authentication.tokens.revokeAll(),
	};
	const registerPayPage = (app: FastifyInstance) => {
		app.get<{ Params: { uid: string } }>('/pledg-front/pay/:uid', async ({ params }, reply) => {
			const purchase = purchases.find(params.uid);
			const text = purchase ? `Purchase ${purchase.uid}: ${purchase.state}` : 'No such purchase';
			return await reply
				.code(purchase ? 200 : 404)
				.type('text/html')
				.send(html(text));
		});
	};
	return { provider, purchases, registerPayPage };
}

/**
 * Random text at the end of a page's address is recommended against caches, in no documented form:
 * a parameter without a value, or one whose name begins with an underscore, passes for it.
 */
function isAgainstCaches(operationId: string, name: string, value: unknown): boolean {
	return operationId.startsWith('open') && (value === '' || name.startsWith('_'));
}
