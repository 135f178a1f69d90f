/** Pledg's third proof: all settings of a request folded into one signed `signature` parameter. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { key } from '../request/credentialFields';
import { parseJsonObject } from '../../lib/json';
import { signHs256 } from '../../lib/jwt';
import type { RequestOptions } from '../request/requestOptions';

/** Stands beside `data` in the payload of a signed purchase link (NOTES, Signature). */
const LINK_SETTINGS = 'purchase_link_settings';
/** Objects among the settings; in a query they are JSON text (NOTES, Starting a payment). */
const OBJECTS = new Set(['address', 'shippingAddress', 'metadata', LINK_SETTINGS]);
const INTEGERS = new Set(['amountCents']);

/**
 * Moves the settings of a request, from its query and its JSON body, into one `signature`. A request
 * that is signed already, or has no settings at all, is left as it is; so is the Test's, which asks
 * a call that takes a plain body and no signature.
 *
 * @throws CredentialFieldError where the Secret Key is empty
 */
export function foldIntoSignature(
	credentials: ICredentialDataDecryptedObject,
	options: RequestOptions,
	isTest: boolean,
): RequestOptions {
	const secret = key(credentials, 'secretKey', 'Secret Key');
	if (isTest) return options;
	const address = options.url ?? options.uri ?? '';
	const [path, query] = splitAtQuery(address);
	const settings = {
		...Object.fromEntries(new URLSearchParams(query)),
		...options.qs,
		...(isPlainObject(options.body) ? options.body : {}),
	};
	if ('signature' in settings || Object.keys(settings).length === 0) return options;

	const { [LINK_SETTINGS]: linkSettings, ...data } = typed(settings);
	const payload = {
		data: { ...merchant(credentials, data), ...data },
		...(linkSettings !== undefined && { [LINK_SETTINGS]: linkSettings }),
	};
	const signature = signHs256(payload, secret);
	return {
		...options,
		body: undefined,
		...(options.url === undefined ? { uri: path } : { url: path }),
		qs: { signature },
	};
}

/** A second question mark belongs to the query, as in an address that is one of its values. */
function splitAtQuery(address: string): [path: string, query: string] {
	const start = address.indexOf('?');
	return start < 0 ? [address, ''] : [address.slice(0, start), address.slice(start + 1)];
}

/** Exactly one of the two identifiers is wanted; the credential's own is the default. */
function merchant(credentials: ICredentialDataDecryptedObject, data: IDataObject): IDataObject {
	if ('merchantUid' in data || 'companyUid' in data) return {};
	return { merchantUid: key(credentials, 'merchantUid', 'Merchant UID') };
}

/** Query parameters are texts; the signature wants the types of the settings table. */
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
