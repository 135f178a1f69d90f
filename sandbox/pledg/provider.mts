import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { PledgAuthentication } from './authentication.mts';
import { pledgErrors } from './errors.mts';
import { purchaseLinkHandlers } from './purchaseLinks.mts';
import { Purchases } from './Purchases.mts';
import { simulationHandlers } from './simulations.mts';

/** Path prefixes that stand for the backend and the front end. */
const prefixes = {
	'https://back.ecard.pledg.co': '/pledg',
	'https://front.ecard.pledg.co': '/pledg-front',
};

export interface Pledg {
	readonly provider: ContractProvider;
	readonly purchases: Purchases;
}

/** Plays Pledg. */
export async function createPledg(context: Context): Promise<Pledg> {
	const authentication = new PledgAuthentication(context);
	const purchases = new Purchases();
	const provider: ContractProvider = {
		id: 'pledg',
		contract: await Contract.load('pledg'),
		prefixes,
		kinds: { createAccessToken: 'token' },
		schemes: authentication.schemes,
		handlers: {
			...authentication.handlers,
			...simulationHandlers,
			...purchaseLinkHandlers(context, purchases),
		},
		errors: pledgErrors,
		reset: () => {
			authentication.tokens.clear();
			purchases.clear();
		},
		revoke: () => authentication.tokens.revokeAll(),
	};
	return { provider, purchases };
}
