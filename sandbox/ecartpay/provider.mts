import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { EcartPayAuthentication } from './authentication.mts';
import { ecartPayErrors } from './errors.mts';
import { listHandlers } from './lists.mts';

/** Plays Ecart Pay. */
export async function createEcartPay(context: Context): Promise<ContractProvider> {
	const authentication = new EcartPayAuthentication(context);
	return {
		id: 'ecartpay',
		contract: await Contract.load('ecartpay'),
		prefixes: { 'https://sandbox.ecartpay.com': '/ecartpay' },
		kinds: { createAuthorizationToken: 'token' },
		schemes: authentication.schemes,
		handlers: { ...authentication.handlers, ...listHandlers(context) },
		errors: ecartPayErrors,
		reset: () => authentication.tokens.clear(),
		revoke: () => authentication.tokens.revokeAll(),
	};
}
