import { readObjects } from '../../shared/http/shapes';
import { local } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { optionalSettings, requiredSettings, settingsIn } from '../api/purchaseFields';
import { signerOf } from '../api/signing';

export const payment = resource({
	value: 'payment',
	name: 'Payment by Transfer (Legacy)',
	description: 'Purchases that the buyer pays by bank transfer, without the hosted page',
	operations: [
		operation({
			value: 'createByTransfer',
			name: 'Create',
			action: 'Create a payment by transfer',
			description:
				'Register a purchase that the buyer pays by bank transfer; found only in older documentation, and its method is assumed',
			contract: 'createPaymentByTransfer',
			// Its members are not documented.
			read: readObjects,
			dryRun: true,
			authentication: ['signature'],
			notice:
				'Found only in older documentation; its HTTP method and address are assumed. The buyer must write the returned purchase UID in the label of the transfer.',
			// A GET that makes a purchase: sent once, whatever happens.
			repeatable: false,
			request: {
				method: 'GET',
				service: 'api',
				path: '/api/payment_by_transfer',
				guess: true,
				withoutField: ['signature'],
			},
			parameters: requiredSettings(local),
			optional: optionalSettings(local),
			execute: async (context, values) => {
				const { merchantUid, sign } = await signerOf(context);
				const signature = sign({ data: { merchantUid, ...settingsIn(values) } });
				const purchase = await context.send({ ...context.request(), query: { signature } });
				return context.known(readObjects(purchase)).map((json) => ({ json }));
			},
		}),
	],
});
