import type { EcGridId } from '../records.mts';
import { mailboxInfo, partnerInfo } from './describe.mts';
import type { SoapMethod } from './methods.mts';
import { found, type SoapRecords } from './SoapRecords.mts';
import { element } from './xml.mts';

/** The methods on trading-partner IDs and mailboxes. */
export function partnerMethods(records: SoapRecords): Readonly<Record<string, SoapMethod>> {
	return {
		TPInfo: ({ parameters, user }) => {
			const { ids } = records.networkOf(user);
			return partnerInfo(found(ids.find(Number(parameters['ECGridID'])), 'ECGridID'));
		},
		TPSearch: ({ parameters, user }) => {
			const [qualifier, id] = [parameters['Qualifier'], parameters['ID']?.trim()];
			const { ids } = records.networkOf(user);
			return list(ids.list().filter((one) => one.qualifier === qualifier && one.id === id));
		},
		TPList: ({ user }) => list(records.networkOf(user).ids.list()),
		MailboxList: ({ user }) =>
			records
				.networkOf(user)
				.mailboxes.list()
				.map((mailbox) => element('MailboxIDInfo', mailboxInfo(mailbox)))
				.join(''),
		MailboxInfo: ({ parameters, user }) => {
			const mailboxId = Number(parameters['MailboxID']) || user.mailboxId;
			const { mailboxes } = records.networkOf(user);
			return mailboxInfo(found(mailboxes.find(mailboxId), 'MailboxID'));
		},
	};
}

function list(ids: readonly EcGridId[]): string {
	return ids.map((id) => element('ECGridIDInfo', partnerInfo(id))).join('');
}
