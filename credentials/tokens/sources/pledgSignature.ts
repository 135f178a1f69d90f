/**
 * Pledg's third kind of proof: all settings of a request, folded into one signed `signature`
 * parameter.
 */
import type { IDataObject } from 'n8n-workflow';

import { parseJsonObject } from '../../lib/json';
import { RequestNotAllowedError, CredentialFieldError } from '../endpoint/problems';
import { signHs256 } from '../../lib/jwt';
import { addressesOf, addressField } from '../request/addresses';
import { key, optionalText } from '../request/credentialFields';
import { headerOf, type RequestOptions } from '../request/requestOptions';
import { scheduleProbe } from './pledgProbe';
import type { CredentialSource } from './source';

const CREDENTIAL_TYPE = 'pledgSignatureApi';
/** Stands beside `data` in the payload of a signed purchase link (NOTES, Signature). */
const LINK_SETTINGS = 'purchase_link_settings';
/** Objects among the settings; in a query they are JSON text (NOTES, Starting a payment). */
const OBJECTS = new Set(['address', 'shippingAddress', 'metadata', LINK_SETTINGS]);
const INTEGERS = new Set(['amountCents']);
const UNKNOWN_MERCHANT = new Set([400, 404]);

interface PledgSignatureSettings {
	readonly api: string;
	readonly front: string;
	readonly merchantUid: string;
	readonly secretKey: string;
}

type Signer = Pick<PledgSignatureSettings, 'merchantUid' | 'secretKey'>;

export const pledgSignatureSource: CredentialSource<PledgSignatureSettings> = {
	credentialType: CREDENTIAL_TYPE,
	provider: 'Pledg',
	settings: (credentials) => {
		const { api = '', front = '' } = addressesOf(CREDENTIAL_TYPE, credentials);
		const secretKey = key(credentials, 'secretKey', 'Secret Key');
		return {
			api,
			front,
			secretKey,
			merchantUid: optionalText(credentials, 'merchantUid').trim(),
		};
	},
	secrets: ({ secretKey }) => [secretKey],
	addresses: ({ api, front }) => [api, front],
	problem: ({ api }) => ({
		endpoint: api,
		secretFields: 'Merchant UID and Secret Key',
		addressField: addressField(CREDENTIAL_TYPE, 'api'),
	}),
	staticKey: ({ secretKey }) => secretKey,
	probe: {
		request: (settings) => scheduleProbe(settings.api, merchantUidOf(settings)),
		complaint: ({ status }) =>
			UNKNOWN_MERCHANT.has(status)
				? 'Pledg does not know this Merchant UID. Check it and the Environment.'
				: undefined,
	},
	attach: (settings, _secretKey, { options }) => ({
		options: foldIntoSignature(settings, options),
	}),
	keyRefusal: 'Pledg refused the signature. Check the Merchant UID and the Secret Key.',
	unproven:
		'Saved. Pledg knows the Merchant UID, but offers no way to check the Secret Key; the first signed request will.',
};

/**
 * Moves the settings of a request, from its query and its body, into one `signature`. A request
 * that is signed already, or has no settings at all, is left as it is.
 *
 * @throws RequestNotAllowedError if something cannot be signed; nothing is dropped
 */
export function foldIntoSignature(signer: Signer, options: RequestOptions): RequestOptions {
	const [path, query] = splitAtQuery(options.url ?? options.uri ?? '');
	const sent: IDataObject = {
		...Object.fromEntries(new URLSearchParams(query)),
		...options.qs,
		...settingsInBody(options),
	};
	if (Object.keys(sent).length === 0 || isSigned(sent)) return options;

	const settings = { ...sent };
	delete settings.signature;
	if (Object.keys(settings).length === 0) {
		throw new RequestNotAllowedError(
			'The request has an empty signature and no settings to sign. Leave the signature out; the credential creates it.',
		);
	}
	return {
		...options,
		body: undefined,
		form: undefined,
		...(options.url === undefined ? { uri: path } : { url: path }),
		qs: { signature: signHs256(payloadOf(signer, settings), signer.secretKey) },
	};
}

function payloadOf(signer: Signer, settings: IDataObject): object {
	const { [LINK_SETTINGS]: linkSettings, ...data } = typed(settings);
	return {
		data: { ...merchantOf(signer, data), ...data },
		...(linkSettings !== undefined && { [LINK_SETTINGS]: linkSettings }),
	};
}

function isSigned({ signature }: IDataObject): boolean {
	return typeof signature === 'string' && signature.trim() !== '';
}

/** @throws RequestNotAllowedError for a body whose settings cannot be read */
function settingsInBody(options: RequestOptions): IDataObject {
	const { body, form, formData } = options;
	if (formData !== undefined) throw unsignable();
	return { ...settingsIn(body, options), ...settingsIn(form, options) };
}

function settingsIn(body: unknown, options: RequestOptions): IDataObject {
	if (body === undefined || body === null || body === '') return {};
	if (isPlainObject(body)) return body;
	if (body instanceof URLSearchParams) return Object.fromEntries(body);
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	const settings = typeof text === 'string' ? settingsInText(text, options) : undefined;
	if (settings === undefined) throw unsignable();
	return settings;
}

function settingsInText(text: string, options: RequestOptions): IDataObject | undefined {
	const isForm = /x-www-form-urlencoded/i.test(headerOf(options, 'Content-Type') ?? '');
	return (
		parseJsonObject(text) ?? (isForm ? Object.fromEntries(new URLSearchParams(text)) : undefined)
	);
}

function unsignable(): Error {
	return new RequestNotAllowedError(
		'Pledg signs settings, not files or other text, so the body of this request cannot be signed. Nothing was sent. Send the settings as query parameters, a JSON object or a form.',
	);
}

/** A second question mark belongs to the query, as in an address that is one of its values. */
function splitAtQuery(address: string): [path: string, query: string] {
	const start = address.indexOf('?');
	return start < 0 ? [address, ''] : [address.slice(0, start), address.slice(start + 1)];
}

/** Exactly one of the two identifiers is wanted. The credential's own is the default. */
function merchantOf(signer: Signer, data: IDataObject): IDataObject {
	if ('merchantUid' in data || 'companyUid' in data) return {};
	return { merchantUid: merchantUidOf(signer) };
}

/** @throws CredentialFieldError if it is empty */
function merchantUidOf({ merchantUid }: Pick<Signer, 'merchantUid'>): string {
	if (merchantUid === '') {
		throw new CredentialFieldError('Merchant UID is empty. Enter it in the credential.');
	}
	return merchantUid;
}

/** Query parameters are texts, but the signature needs the types of the settings table. */
function typed(settings: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(settings).map(([name, value]) => [name, typedValue(name, value)]),
	);
}

function typedValue(name: string, value: IDataObject[string]): IDataObject[string] {
	if (typeof value !== 'string') return value;
	if (INTEGERS.has(name) && /^\d+$/.test(value.trim())) return Number(value);
	if (OBJECTS.has(name)) return parseJsonObject(value) ?? value;
	return value;
}

function isPlainObject(value: unknown): value is IDataObject {
	return Object.prototype.toString.call(value) === '[object Object]';
}
