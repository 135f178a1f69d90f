import type { Context } from '../context.mts';
import { Contract } from '../contract.mts';
import type { ContractProvider } from '../provider.mts';
import { EcGridAuthentication } from './authentication.mts';
import { callbackHandlers } from './callbackHandlers.mts';
import { Callbacks } from './Callbacks.mts';
import { carbonCopyHandlers } from './carbonCopies.mts';
import { channelHandlers } from './channels.mts';
import { EcGridControl } from './EcGridControl.mts';
import { EcGridErrors } from './envelope.mts';
import { inDocumentedForm } from './forms.mts';
import { Grid } from './Grid.mts';
import { idHandlers } from './ids.mts';
import { interchangeHandlers } from './interchanges.mts';
import { keyHandlers } from './keys.mts';
import { mailboxHandlers } from './mailboxes.mts';
import { networkHandlers } from './networks.mts';
import { parcelHandlers } from './parcelHandlers.mts';
import { Parcels } from './Parcels.mts';
import { partnerHandlers } from './partners.mts';
import { portalHandlers } from './portals.mts';
import { reportHandlers } from './reports.mts';
import { readSoapContract } from './soap/contract.mts';
import { SoapRecords } from './soap/SoapRecords.mts';
import { SoapService } from './soap/SoapService.mts';
import { statusListHandlers } from './statusLists.mts';
import { userHandlers } from './userHandlers.mts';
import { Users } from './Users.mts';

export interface EcGrid {
	readonly provider: ContractProvider;
	readonly soap: SoapService;
	readonly control: EcGridControl;
}

/** Plays ECGrid: the REST API, and the SOAP service with the same users. */
export async function createEcGrid(context: Context): Promise<EcGrid> {
	const users = new Users(context);
	const errors = new EcGridErrors(context);
	const authentication = new EcGridAuthentication(context, users, errors);
	const grid = new Grid(context, users, errors);
	const parcels = new Parcels(grid);
	const callbacks = new Callbacks(grid);
	parcels.onChange((parcel) => callbacks.parcelChanged(parcel));
	const records = new SoapRecords(grid, parcels);
	const soap = new SoapService(context, users, await readSoapContract(), records);
	const provider: ContractProvider = {
		id: 'ecgrid',
		contract: await Contract.load('ecgrid'),
		prefixes: { 'https://rest.ecgrid.io': '/ecgrid' },
		kinds: { login: 'token', refreshToken: 'refresh', logout: 'logout' },
		schemes: authentication.schemes,
		handlers: {
			...authentication.handlers,
			...networkHandlers(grid),
			...mailboxHandlers(grid),
			...idHandlers(grid),
			...partnerHandlers(grid),
			...parcelHandlers(grid, parcels),
			...interchangeHandlers(grid),
			...callbackHandlers(grid, callbacks),
			...carbonCopyHandlers(grid),
			...channelHandlers(grid),
			...userHandlers(grid, authentication.sessions),
			...keyHandlers(grid),
			...portalHandlers(grid),
			...reportHandlers(grid),
			...statusListHandlers,
		},
		errors,
		reshape: (call, answer) => inDocumentedForm(context.settings.ecgrid, call, answer),
		reset: () => {
			authentication.sessions.clear();
			soap.sessions.clear();
			users.clear();
			grid.clear();
		},
		revoke: () => {
			authentication.sessions.revokeAll();
			soap.sessions.revokeAll();
		},
	};
	return { provider, soap, control: new EcGridControl(grid, parcels, callbacks) };
}
