import type { User } from '../Users.mts';
import { failures, SoapRefusal } from './faults.mts';
import type { SoapMethod } from './methods.mts';
import { FIRST_PARTNER_ID } from './ParcelBox.mts';
import { mailboxInfo, partnerInfo } from './records.mts';
import { element } from './xml.mts';

const PARTNERS = [
	{ ecGridId: FIRST_PARTNER_ID, qualifier: 'ZZ', id: 'SENDER' },
	{ ecGridId: FIRST_PARTNER_ID + 1, qualifier: 'ZZ', id: 'RECEIVER' },
];

/** The methods on trading-partner IDs and mailboxes: two IDs and one mailbox for each user. */
export const partnerMethods: Readonly<Record<string, SoapMethod>> = {
	TPInfo: ({ parameters, user }) => {
		const wanted = Number(parameters['ECGridID']);
		if (PARTNERS.some(({ ecGridId }) => ecGridId === wanted)) return partnerInfo(wanted, user);
		throw new SoapRefusal({ ...failures.notFound, item: 'ECGridID' });
	},
	TPSearch: ({ parameters, user }) =>
		partnerList(
			user,
			PARTNERS.filter(
				({ qualifier, id }) =>
					qualifier === parameters['Qualifier'] && id === parameters['ID']?.trim(),
			),
		),
	TPList: ({ user }) => partnerList(user, PARTNERS),
	MailboxList: ({ user }) => element('MailboxIDInfo', mailboxInfo(user)),
	MailboxInfo: ({ parameters, user }) => {
		const wanted = Number(parameters['MailboxID']);
		if (wanted === 0 || wanted === user.mailboxId) return mailboxInfo(user);
		throw new SoapRefusal({ ...failures.notFound, item: 'MailboxID' });
	},
};

function partnerList(user: User, partners: typeof PARTNERS): string {
	return partners
		.map(({ ecGridId }) => element('ECGridIDInfo', partnerInfo(ecGridId, user)))
		.join('');
}
