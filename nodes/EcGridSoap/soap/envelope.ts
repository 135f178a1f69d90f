/** SOAP 1.1 and 1.2 around one method call and around its answer. */
import { readFault, type Fault } from './faults';
import { objectionTo } from './guard';
import { childOf, isElement, listOf, textOf } from './tree';
import { FILE_ELEMENTS, readXml, writeXml, type XmlElement, type XmlValue } from './xml';

export type SoapVersion = '1.1' | '1.2';

const ENVELOPE_NAMESPACE: Readonly<Record<SoapVersion, string>> = {
	'1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
	'1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

export interface MethodCall {
	version: SoapVersion;
	/** The service's own, also the first part of `SOAPAction`. */
	namespace: string;
	method: string;
	/** In the order in which they are sent; the texts of their elements. */
	parameters: Readonly<Record<string, string>>;
	sessionless: boolean;
}

/** What an answer turned out to be. */
export type Reading =
	/** The result element; nothing where the service left it out, which it does for null. */
	| { result: XmlValue | undefined }
	| { fault: Fault }
	/** What was answered instead of SOAP, and what to do where that is not obvious. */
	| { unreadable: string; advice?: string };

/**
 * The envelope of a call. Its one `SessionID` is left empty: the credential fills it in when the
 * request is sent.
 */
export function writeCall(call: MethodCall): string {
	const { version, namespace, method, parameters, sessionless } = call;
	const session: XmlElement = sessionless ? {} : { SessionID: '' };
	return writeXml({
		'soap:Envelope': {
			'@xmlns:soap': ENVELOPE_NAMESPACE[version],
			'soap:Body': { [method]: { '@xmlns': namespace, ...session, ...parameters } },
		},
	});
}

/** The headers by which the service knows version and method. SOAP 1.1 wants the quotes. */
export function headersOf({ version, namespace, method }: MethodCall): Record<string, string> {
	return version === '1.1'
		? {
				Accept: 'text/xml',
				'Content-Type': 'text/xml; charset=utf-8',
				SOAPAction: `"${namespace}${method}"`,
			}
		: {
				Accept: 'application/soap+xml',
				'Content-Type': 'application/soap+xml; charset=utf-8',
			};
}

/** Reads an answer to a call of `method`. Never throws. */
export function readAnswer(
	content: Uint8Array,
	method: string,
	{ megabytes }: { megabytes: number },
): Reading {
	const text = decode(content);
	if (text === undefined) return { unreadable: 'bytes that are not UTF-8' };
	const objection = objectionTo(text, { megabytes, fileElements: FILE_ELEMENTS });
	if (objection !== undefined) return objection;
	const root = readXml(text);
	if (root === undefined) return { unreadable: 'XML that is broken off or not well-formed' };
	return readEnvelope(root, method);
}

function readEnvelope(root: XmlElement, method: string): Reading {
	const body = childOf(childOf(root, 'Envelope'), 'Body');
	if (body === undefined) return { unreadable: 'XML that is not SOAP' };
	const fault = childOf(body, 'Fault');
	if (fault !== undefined) return { fault: readFault(fault) };
	const response = childOf(body, `${method}Response`);
	if (response === undefined) return { unreadable: 'SOAP that belongs to another method' };
	const results = listOf(isElement(response) ? response[`${method}Result`] : undefined);
	if (results.length > 1) return { unreadable: 'SOAP that has several results' };
	const [result] = results;
	return { result: textOf(result) ?? result };
}

function decode(content: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		return undefined;
	}
}
