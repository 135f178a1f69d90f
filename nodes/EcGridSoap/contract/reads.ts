/** Which methods change nothing, so that they may run side by side and be sent again. */
import type { Signature } from './signatures';

/** They return a structure, and yet change something, or may: what is not certain is sent once. */
const CHANGES: ReadonlySet<string> = new Set([
	'CallBackAddEx',
	'CallBackTest',
	'CertAddPrivate',
	'CertAddPrivateA',
	'CertificateAddPublic',
	'CertificateAddPublicA',
	'CertificateCreatePrivate',
	'CertificateRenewPrivate',
	'CommAdd',
	'CommPair',
	'CommSetPair',
	'CommUpdate',
	'InterchangeResend',
	'InterconnectAdd',
]);

/** They return a plain value, and yet only read. */
const READS: ReadonlySet<string> = new Set([
	'GeneratePassword',
	'InterchangeDate',
	'NowUTC',
	'UserGetAPIKey',
	'Version',
	'X400Format',
]);

const PLAIN: ReadonlySet<string> = new Set(['boolean', 'dateTime', 'int', 'string']);

/** Downloads count as reads: a parcel is offered again until it is confirmed. */
export function isRead(method: string, { result }: Signature): boolean {
	return PLAIN.has(result) ? READS.has(method) : !CHANGES.has(method);
}

/** Deletions answer whether they were carried out, as `true` or `false`. */
export function isDeletion(method: string): boolean {
	return method.endsWith('Terminate') || method.endsWith('Remove');
}

/** Files that go to partners, and what is repeated, moved, ended, or sent to a phone. */
const COSTLY =
	/^Parcel(Upload|Test$)|^TPMove|(Resend|Cancel|Terminate|Remove|RenewPrivate|SendSMS|GenerateAPIKey)$/;

/** Whether a method changes something that costs money or cannot be taken back: it has Dry Run. */
export function isCostly(method: string): boolean {
	return COSTLY.test(method);
}

/** Names of the methods that are exceptions; a test holds them to the signatures. */
export const readExceptions: readonly string[] = [...CHANGES, ...READS];
