import { concealedText, dateTime, inputFile, integer, options, text } from '../../shared/fields';
import { body } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { done } from '../api/done';
import { CERTIFICATE_TYPES, CERTIFICATE_USAGES, HASH_ALGORITHMS } from '../api/enums';
import { channel } from './fields';

const commId = body(channel({ required: true }));

const certType = body(
	options({
		displayName: 'Certificate Type',
		required: true,
		options: CERTIFICATE_TYPES,
		default: 'X509',
	}),
);

const certKeyId = body(integer({ displayName: 'Certificate ID', required: true, minimum: 1 }));

const beginUsage = body(
	dateTime({ displayName: 'Use From', description: 'When it takes effect; at once if left empty' }),
);

const usage = body(options({ displayName: 'Usage', options: CERTIFICATE_USAGES }));

const secureHashAlgorithm = body(
	options({ displayName: 'Hash Algorithm', options: HASH_ALGORITHMS }),
);

/** The file of a certificate, as Base64 on the wire. The contract does not require it. */
const cert = body(
	{
		...inputFile({
			displayName: 'Certificate File Field',
			hint: 'The name of the input field that contains the certificate',
		}),
		required: false as const,
	},
	{ encode: ({ content }) => content.toString('base64') },
);

const existing = {
	keyId: body(text({ displayName: 'Key ID' })),
	userId: body(text({ displayName: 'User ID', description: 'Text here, unlike elsewhere' })),
	beginUsage,
	usage,
};

export const certificate = resource({
	value: 'certificate',
	name: 'Certificate',
	description: 'Certificates of channels',
	operations: [
		operation({
			value: 'addPublic',
			name: 'Add Public',
			action: 'Add a public certificate',
			description: 'Attach the public certificate of a partner to a channel',
			contract: 'addPublicCertificate',
			request: { method: 'POST', service: 'api', path: '/v2/certificates/add-public' },
			parameters: { commId, certType, cert },
			optional: {
				...existing,
				partnerCommId: body(text({ displayName: 'Partner AS2 ID' })),
				partnerUrl: body(
					text({ displayName: 'Partner URL', placeholder: 'e.g. https://as2.example.com' }),
				),
			},
		}),
		operation({
			value: 'addPrivate',
			name: 'Add Private',
			action: 'Add a private certificate',
			description: 'Attach a private certificate to a channel',
			contract: 'addPrivateCertificate',
			notice:
				'The file holds a private key. n8n keeps it in the execution data unless you switch that off in the workflow settings.',
			request: { method: 'POST', service: 'api', path: '/v2/certificates/add-private' },
			parameters: { commId, certType, cert },
			optional: {
				...existing,
				password: body(
					concealedText({
						displayName: 'Password',
						description:
							'Password of the certificate file. Map it from an earlier node; anything typed here is saved with the workflow.',
					}),
				),
			},
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a certificate',
			description: 'Have ECGrid create a certificate for a channel',
			contract: 'createCertificate',
			request: { method: 'POST', service: 'api', path: '/v2/certificates/create' },
			parameters: { commId },
			optional: {
				beginUsage,
				usage,
				secureHashAlgorithm,
				partnerAs2Id: body(text({ displayName: 'Partner AS2 ID' })),
				expires: body(dateTime({ displayName: 'Expires' })),
			},
		}),
		operation({
			value: 'renew',
			name: 'Renew',
			action: 'Renew a certificate',
			description: 'Replace a certificate; the old one stays valid during the overlap',
			contract: 'renewCertificate',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/certificates/renew' },
			parameters: { commId, certKeyId },
			optional: {
				overlapDays: body(
					integer({
						displayName: 'Overlap Days',
						minimum: 0,
						description: 'How long both are valid, so that partners can switch',
					}),
				),
				years: body(integer({ displayName: 'Years', minimum: 1, default: 2 })),
				secureHashAlgorithm,
			},
		}),
		operation({
			value: 'terminate',
			name: 'Terminate',
			action: 'Terminate a certificate',
			description: 'Permanently end a certificate',
			contract: 'terminateCertificate',
			dryRun: true,
			notice: 'This cannot be undone, and breaks a live AS2 channel at once.',
			request: { method: 'POST', service: 'api', path: '/v2/certificates/terminate' },
			parameters: { commId, certKeyId },
			output: (answer, values) =>
				done(answer, { commId: values.commId, certKeyId: values.certKeyId }),
		}),
	],
});
