import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { EcGridAuthentication } from './authentication.mts';
import { EcGridErrors, success } from './envelope.mts';
import { Parcels } from './parcels.mts';
import { readSoapContract } from './soap/contract.mts';
import { SoapService } from './soap/SoapService.mts';
import { publicUser, Users } from './Users.mts';

export interface EcGrid {
	readonly provider: ContractProvider;
	readonly soap: SoapService;
}

/** Plays ECGrid: the REST API, and the SOAP service with the same users. */
export async function createEcGrid(context: Context): Promise<EcGrid> {
	const users = new Users(context);
	const errors = new EcGridErrors(context);
	const authentication = new EcGridAuthentication(context, users, errors);
	const parcels = new Parcels(context, users);
	const soap = new SoapService(context, users, await readSoapContract());
	const provider: ContractProvider = {
		id: 'ecgrid',
		contract: await Contract.load('ecgrid'),
		prefixes: { 'https://rest.ecgrid.io': '/ecgrid' },
		kinds: { login: 'token', refreshToken: 'refresh', logout: 'logout' },
		schemes: authentication.schemes,
		handlers: {
			...authentication.handlers,
			...parcels.handlers,
			getMe: (call) => success(publicUser(users.of(call.caller.account))),
		},
		errors,
		reset: () => {
			authentication.sessions.clear();
			soap.sessions.clear();
			soap.parcels.clear();
			users.clear();
			parcels.clear();
		},
		revoke: () => {
			authentication.sessions.revokeAll();
			soap.sessions.revokeAll();
		},
	};
	return { provider, soap };
}
