import { resource, type Resource } from '../shared/operation/operation';
import { connection, logoutOperation } from './methods/connection';
import type { Forms } from './forms/form';
import { callbackForms } from './forms/callback';
import { carbonCopyForms } from './forms/carbonCopy';
import { commForms } from './forms/comm';
import { interchangeForms } from './forms/interchange';
import { interconnectForms } from './forms/interconnect';
import { keyForms } from './forms/key';
import { mailboxForms } from './forms/mailbox';
import { migrationForms } from './forms/migration';
import { networkForms } from './forms/network';
import { parcelForms } from './forms/parcel';
import { reportForms } from './forms/report';
import { sessionForms } from './forms/session';
import { tradingPartnerForms } from './forms/tradingPartner';
import { userForms } from './forms/user';
import { methodOperation, type Form } from './methods/methodOperation';
import { signatures, type Section, type Signature } from './contract/signatures';

interface Shown<S extends Section> {
	name: string;
	description?: string;
	forms: Forms<S>;
}

/** Operations that are more than one call. */
const ownOperations = { Logout: logoutOperation };

/** Everything the node offers, in the order of use: a resource for each section of the service's description. */
export const resources: Resource[] = [
	section('parcel', { name: 'Parcel', forms: parcelForms }),
	section('interchange', { name: 'Interchange', forms: interchangeForms }),
	section('tradingPartner', { name: 'Trading Partner ID', forms: tradingPartnerForms }),
	section('mailbox', { name: 'Mailbox', forms: mailboxForms }),
	section('interconnect', { name: 'Interconnect', forms: interconnectForms }),
	section('callback', { name: 'Callback', forms: callbackForms }),
	section('user', { name: 'User', forms: userForms }),
	section('comm', {
		name: 'Communication',
		description: 'AS2, FTP and certificates',
		forms: commForms,
	}),
	section('carbonCopy', { name: 'Carbon Copy', forms: carbonCopyForms }),
	section('report', { name: 'Report', forms: reportForms }),
	section('network', { name: 'Network', forms: networkForms }),
	section('key', {
		name: 'Named Value',
		description: 'Values stored on objects, which ECGrid calls keys',
		forms: keyForms,
	}),
	section('migration', {
		name: 'Migration and X.400',
		description: 'The vendor calls migrations deprecated',
		forms: migrationForms,
	}),
	section('session', {
		name: 'Session',
		description: 'The current user, API keys, session logs and the service itself',
		forms: sessionForms,
	}),
	{ ...connection, common: true },
];

function section<S extends Section>(value: S, { forms, ...shown }: Shown<S>): Resource {
	const known: Readonly<Record<string, Signature | undefined>> = signatures[value];
	const operations = Object.entries<Form>(forms).flatMap(([method, form]) => {
		const signature = known[method];
		return signature ? [methodOperation(method, signature, form)] : [];
	});
	const own = Object.entries(ownOperations).filter(([method]) => method in known);
	return resource({
		...shown,
		value,
		common: true,
		inOrder: true,
		operations: [...operations, ...own.map(([, operation]) => operation)],
	});
}
