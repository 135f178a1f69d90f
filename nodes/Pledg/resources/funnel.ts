import type { IDataObject } from 'n8n-workflow';

import { withQuery } from '../../../credentials/lib/url';
import { addressesOf } from '../../../credentials/tokens/request/addresses';
import type { OperationContext } from '../../shared/operation/context';
import { boolean, text } from '../../shared/fields';
import { local, query } from '../../shared/operation/locations';
import { operation, resource, type Output } from '../../shared/operation/operation';
import type { FieldType } from '../../shared/fields/fieldType';
import {
	optionalSettings,
	requiredSettings,
	returnSettings,
	settingsIn,
} from '../api/purchaseFields';
import { signerOf } from '../api/signing';

const NOTICE = "Sends nothing to Pledg: the address is for the buyer's browser.";

const inQuery = <V, R extends boolean>(kind: FieldType<V, R>, name: string) =>
	query(kind, { name });

const settings = {
	...requiredSettings(inQuery),
	...returnSettings(inQuery),
	sign: local(
		boolean({
			displayName: 'Sign',
			default: true,
			description:
				'Whether to put all settings into one signature. Required if the merchant is configured that way; without it, a buyer can change the amount.',
		}),
	),
};

export const funnel = resource({
	value: 'funnel',
	name: 'Payment Page',
	description: 'Addresses of the hosted payment pages',
	common: true,
	operations: [
		operation({
			value: 'getUrl',
			name: 'Get URL',
			action: 'Get the URL of a payment page',
			description: 'Build the URL of the hosted page for one payment solution',
			contract: 'openPurchaseFunnel',
			authentication: ['signature'],
			notice: NOTICE,
			request: {
				method: 'GET',
				service: 'front',
				path: '/purchase',
				withoutField: ['signature', 'merchantUid', 'companyUid'],
			},
			parameters: settings,
			optional: optionalSettings(inQuery),
			execute: async (context, values) => {
				const { merchantUid } = await signerOf(context);
				return await pageAddress(context, values, { merchantUid });
			},
		}),
		operation({
			value: 'getCompanyUrl',
			name: 'Get URL for Company',
			action: 'Get the URL for choosing a payment solution',
			description:
				"Build the URL of the hosted page where buyers choose one of a company's payment solutions",
			contract: 'openPaymentSolutions',
			authentication: ['signature'],
			notice: `${NOTICE} The credential's secret key must be the company's. Currency is required.`,
			request: {
				method: 'GET',
				service: 'front',
				path: '/payment_solutions',
				withoutField: ['signature', 'merchantUid'],
			},
			parameters: {
				...settings,
				companyUid: query(
					text({
						displayName: 'Company UID',
						description: 'All payment solutions of this company are offered',
						placeholder: 'e.g. cmp_e821ccca-7a16-45a7-8b00-0a6015e16123',
					}),
				),
			},
			optional: optionalSettings(inQuery),
			execute: async (context, values) => {
				const { companyUid, currency } = values;
				if (!companyUid) throw context.refuse('Company UID is missing', 'Fill it in.');
				if (!currency) {
					throw context.refuse('Currency is missing', 'Add it under Additional Fields.');
				}
				return await pageAddress(context, values, { companyUid });
			},
		}),
	],
});

interface PageValues extends Record<string, unknown> {
	sign: boolean;
	redirectUrl?: string | undefined;
	cancelUrl?: string | undefined;
}

async function pageAddress(
	context: OperationContext,
	values: PageValues,
	identifier: IDataObject,
): Promise<Output[]> {
	if (!values.redirectUrl || !values.cancelUrl) {
		throw context.refuse(
			'Redirect URL and Cancel URL are both needed',
			'The hosted page sends the buyer to one of them.',
		);
	}
	const data = { ...identifier, ...settingsIn(values) };
	const { front } = addressesOf(context.credentialType, await context.credentials());
	const { path } = context.request();
	const parameters = values.sign
		? { signature: (await signerOf(context)).sign({ data }) }
		: inTexts(data);
	const url = withQuery(`${front}${path}`, parameters);
	return [{ json: { url, reference: data.reference, signed: values.sign } }];
}

/** In a query, objects travel as JSON text. */
function inTexts(data: IDataObject): Record<string, string> {
	const text = (value: unknown) =>
		typeof value === 'object' ? JSON.stringify(value) : String(value);
	return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, text(value)]));
}
