import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { ECrossAuthentication } from './authentication.mts';
import { eCrossErrors } from './errors.mts';
import { Merchants } from './Merchants.mts';
import { orderHandlers } from './orderHandlers.mts';
import { parcelHandlers } from './parcelHandlers.mts';
import { inOtherForm } from './otherForm.mts';
import { productHandlers } from './productHandlers.mts';

/** Path prefixes that stand for the four hosts. */
const prefixes = {
	'https://auth.api.e-cross.tech': '/ecross/auth',
	'https://product.api.e-cross.tech': '/ecross/product',
	'https://order.api.e-cross.tech': '/ecross/order',
	'https://hermes.api.e-cross.tech': '/ecross/hermes',
};

export interface ECross {
	readonly provider: ContractProvider;
	readonly merchants: Merchants;
}

/** Plays e-CROSS. */
export async function createECross(context: Context): Promise<ECross> {
	const authentication = new ECrossAuthentication(context);
	const merchants = new Merchants(context);
	const provider: ContractProvider = {
		id: 'ecross',
		contract: await Contract.load('ecross'),
		prefixes,
		kinds: { generateToken: 'token' },
		schemes: authentication.schemes,
		handlers: {
			...authentication.handlers,
			...productHandlers(context, merchants),
			...orderHandlers(context, merchants),
			...parcelHandlers(context, merchants),
		},
		errors: eCrossErrors,
		reshape: (_call, answer) =>
			context.settings.ecross.guessForm === 'other' ? inOtherForm(answer) : answer,
		reset: () => {
			authentication.tokens.clear();
			merchants.clear();
		},
		revoke: () => authentication.tokens.revokeAll(),
	};
	return { provider, merchants };
}
