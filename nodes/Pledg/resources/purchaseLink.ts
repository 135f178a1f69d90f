import type { IDataObject } from 'n8n-workflow';

import { boolean, text } from '../../shared/fields';
import { recordWithAddress } from '../../shared/http/shapes';
import { body, local } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import type { FieldType } from '../../shared/fields/fieldType';
import {
	optionalSettings,
	requiredSettings,
	returnSettings,
	settingsIn,
} from '../api/purchaseFields';
import { signerOf } from '../api/signing';
import { merchantUid } from './fields';

const sendEmail = boolean({
	displayName: 'Send Email',
	description: 'Whether Pledg sends the link to the buyer by email',
});

const linkEmail = text({
	displayName: 'Email for the Link',
	placeholder: 'e.g. name@example.com',
	description: 'Where the link goes if Send Email is on',
});

const sendSms = boolean({
	displayName: 'Send SMS',
	description: 'Whether Pledg sends the link to the buyer by SMS. Not available in staging.',
});

const linkPhone = text({
	displayName: 'Phone Number for the Link',
	placeholder: 'e.g. +33600000000',
	description: 'Where the link goes if Send SMS is on',
});

const inData = <V, R extends boolean>(kind: FieldType<V, R>, name: string) =>
	body(kind, { name: `data.${name}` });

/** What it is for: the address that the buyer opens. */
const readLink = recordWithAddress('url');

export const purchaseLink = resource({
	value: 'purchaseLink',
	name: 'Purchase Link',
	description: 'Payment links, sent to the buyer by Pledg or by you',
	common: true,
	operations: [
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a purchase link',
			description: 'Create a purchase and get its payment link',
			contract: 'createPurchaseLink',
			read: readLink,
			dryRun: true,
			authentication: ['accessToken'],
			request: {
				method: 'POST',
				service: 'api',
				path: '/api/merchants/{merchant_uid}/purchase_link',
				withoutField: ['data.merchantUid', 'data.companyUid'],
			},
			parameters: { merchantUid, ...requiredSettings(inData) },
			optional: {
				...optionalSettings(inData),
				...returnSettings(inData),
				sendEmail: body(sendEmail, { name: 'purchase_link_settings.send_email' }),
				linkEmail: body(linkEmail, { name: 'purchase_link_settings.email' }),
				sendSms: body(sendSms, { name: 'purchase_link_settings.send_sms' }),
				linkPhone: body(linkPhone, { name: 'purchase_link_settings.phone_number' }),
			},
			execute: async (context, values) => {
				const link = await context.send({
					...context.request(),
					body: {
						data: { merchantUid: values.merchantUid, ...settingsIn(values) },
						purchase_link_settings: linkSettings(values),
					},
				});
				return context.known(readLink(link)).map((json) => ({ json }));
			},
		}),
		operation({
			value: 'createSigned',
			name: 'Create Signed (Legacy)',
			action: 'Create a signed purchase link',
			description:
				'The same, with a signature in place of a token; for merchants without an API key',
			contract: 'createSignedPurchaseLink',
			read: readLink,
			dryRun: true,
			authentication: ['signature'],
			request: {
				method: 'POST',
				service: 'api',
				path: '/api/purchase_link/',
				withoutField: ['signature'],
			},
			parameters: requiredSettings(local),
			optional: {
				...optionalSettings(local),
				...returnSettings(local),
				sendEmail: local(sendEmail),
				linkEmail: local(linkEmail),
				sendSms: local(sendSms),
				linkPhone: local(linkPhone),
			},
			execute: async (context, values) => {
				const { merchantUid: uid, sign } = await signerOf(context);
				const signature = sign({
					data: { merchantUid: uid, ...settingsIn(values) },
					purchase_link_settings: linkSettings(values),
				});
				const link = await context.send({ ...context.request(), query: { signature } });
				return context.known(readLink(link)).map((json) => ({ json }));
			},
		}),
	],
});

interface LinkValues {
	sendEmail?: boolean | undefined;
	linkEmail?: string | undefined;
	sendSms?: boolean | undefined;
	linkPhone?: string | undefined;
}

/** How Pledg sends the link. What was left out stays out. */
function linkSettings(values: LinkValues): IDataObject {
	const settings = {
		send_email: values.sendEmail,
		email: values.linkEmail,
		send_sms: values.sendSms,
		phone_number: values.linkPhone,
	};
	return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
