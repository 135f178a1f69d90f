import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from '../../exchange.mts';
import { escapeXml, parseXml, type Element } from './xml.mts';

export type SoapVersion = '1.1' | '1.2';

const envelopeNamespaces: Readonly<Record<SoapVersion, string>> = {
	'1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
	'1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

const contentTypes: Readonly<Record<SoapVersion, string>> = {
	'1.1': 'text/xml',
	'1.2': 'application/soap+xml',
};

/** The WSDL's namespace, and the one that the documentation site writes. */
const serviceNamespaces = ['https://os.ecgrid.io/', 'http://www.ecgridos.net/'];

/** A method call taken out of its envelope. */
export interface SoapCall {
	readonly version: SoapVersion;
	/** Namespace of the method; the answer uses the same. */
	readonly namespace: string;
	readonly method: string;
	readonly parameters: readonly Element[];
}

/** Why a request is not a call: `fault` for the caller, in the SOAP version it asked in. */
export interface UnreadableCall {
	readonly version: SoapVersion;
	readonly problem: string;
}

/** Takes the method call out of a request, checking the headers that each SOAP version asks for. */
export function readCall(headers: IncomingHttpHeaders, text: string): SoapCall | UnreadableCall {
	const root = parseXml(text);
	const version = root?.namespace === envelopeNamespaces['1.2'] ? '1.2' : '1.1';
	const body = root?.children.find(({ name }) => name === 'Body');
	const [method, ...others] = body?.children ?? [];
	if (root?.namespace !== envelopeNamespaces[version] || !method || others.length > 0) {
		return { version, problem: 'The request is not a SOAP envelope with one method in its body.' };
	}
	const { name, namespace, children } = method;
	const problem = problemWithHeaders(headers, version, namespace + name);
	if (problem !== undefined) return { version, problem };
	if (!serviceNamespaces.includes(namespace)) {
		return { version, problem: `The namespace "${namespace}" is not this service's.` };
	}
	return { version, namespace, method: name, parameters: children };
}

/** Wraps a method's result: `METHODResponse` with the child `METHODResult`. */
export function writeResult({ version, namespace, method }: SoapCall, result: string): string {
	const inner = `<${method}Result>${result}</${method}Result>`;
	return envelope(version, `<${method}Response xmlns="${namespace}">${inner}</${method}Response>`);
}

export interface SoapFault {
	/** Whose mistake it is. */
	readonly party: 'Client' | 'Server';
	readonly text: string;
	/** XML of the detail; empty when the framework itself complains. */
	readonly detail: string;
}

export function writeFault(version: SoapVersion, { party, text, detail }: SoapFault): string {
	return envelope(
		version,
		version === '1.1'
			? `<soap:Fault><faultcode>soap:${party}</faultcode><faultstring>${escapeXml(text)}</faultstring>` +
					`<detail>${detail}</detail></soap:Fault>`
			: `<soap:Fault><soap:Code><soap:Value>soap:${party === 'Client' ? 'Sender' : 'Receiver'}</soap:Value></soap:Code>` +
					`<soap:Reason><soap:Text xml:lang="en">${escapeXml(text)}</soap:Text></soap:Reason>` +
					`<soap:Detail>${detail}</soap:Detail></soap:Fault>`,
	);
}

export function contentTypeOf(version: SoapVersion): string {
	return `${contentTypes[version]}; charset=utf-8`;
}

function envelope(version: SoapVersion, body: string): string {
	return (
		'<?xml version="1.0" encoding="utf-8"?>' +
		`<soap:Envelope xmlns:soap="${envelopeNamespaces[version]}"><soap:Body>${body}</soap:Body></soap:Envelope>`
	);
}

/** SOAP 1.1 names the method once more, in quotes, in a header of its own. */
function problemWithHeaders(
	headers: IncomingHttpHeaders,
	version: SoapVersion,
	action: string,
): string | undefined {
	const contentType = headerText(headers, 'content-type').split(';')[0]?.trim().toLowerCase();
	if (contentType !== contentTypes[version]) {
		return `SOAP ${version} needs the content type ${contentTypes[version]}.`;
	}
	const sent = headerText(headers, 'soapaction');
	if (version === '1.2' || sent === `"${action}"`) return undefined;
	return `Server did not recognize the value of HTTP Header SOAPAction: ${sent}.`;
}
