import { resource, type Resource } from '../shared/operation/operation';
import { connection, logoutOperation } from './methods/connection';
import type { Forms } from './forms/form';
import { interchangeForms } from './forms/interchange';
import { mailboxForms } from './forms/mailbox';
import { parcelForms } from './forms/parcel';
import { sessionForms } from './forms/session';
import { tradingPartnerForms } from './forms/tradingPartner';
import { methodOperation, type Form } from './methods/methodOperation';
import { signatures, type Section, type Signature } from './contract/signatures';

interface Shown<S extends Section> {
	name: string;
	description?: string;
	common?: boolean;
	forms?: Forms<S>;
}

/** Methods that the node does not offer, each with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
	Login: 'The credential logs in; a password is no field of a workflow.',
};

/** Operations that are more than one call. */
const ownOperations = { Logout: logoutOperation };

/** Everything the node offers: a resource for each section of the service's description. */
export const resources: Resource[] = [
	section('parcel', { name: 'Parcel', common: true, forms: parcelForms }),
	section('interchange', { name: 'Interchange', common: true, forms: interchangeForms }),
	section('tradingPartner', {
		name: 'Trading Partner ID',
		common: true,
		forms: tradingPartnerForms,
	}),
	section('mailbox', { name: 'Mailbox', common: true, forms: mailboxForms }),
	section('session', { name: 'Session', common: true, forms: sessionForms }),
	section('callback', { name: 'Callback' }),
	section('carbonCopy', { name: 'Carbon Copy' }),
	section('comm', { name: 'Communication', description: 'AS2, FTP and certificates' }),
	section('interconnect', { name: 'Interconnect' }),
	section('key', {
		name: 'Named Value',
		description: 'Values kept on objects; called keys by ECGrid',
	}),
	section('migration', {
		name: 'Migration and X.400',
		description: 'The vendor calls migrations deprecated',
	}),
	section('network', { name: 'Network' }),
	section('report', { name: 'Report' }),
	section('user', { name: 'User' }),
	connection,
];

function section<S extends Section>(value: S, { forms, ...shown }: Shown<S>): Resource {
	const methods: Array<[string, Signature]> = Object.entries(signatures[value]);
	const known: Readonly<Record<string, Form | undefined>> = forms ?? {};
	const operations = methods
		.filter(([method]) => !(method in leftOut))
		.map(([method, signature]) =>
			isOwn(method) ? ownOperations[method] : methodOperation(method, signature, known[method]),
		);
	return resource({ ...shown, value, operations: formsFirst(operations, known) });
}

function isOwn(method: string): method is keyof typeof ownOperations {
	return method in ownOperations;
}

/** The first operation is the default of its resource. */
function formsFirst(
	operations: Resource['operations'],
	forms: Readonly<Record<string, unknown>>,
): Resource['operations'] {
	const first = Object.keys(forms)[0];
	return [
		...operations.filter(({ value }) => value === first),
		...operations.filter(({ value }) => value !== first),
	];
}
