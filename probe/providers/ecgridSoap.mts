import { from, type Read } from '../plan.mts';

/** "-1 means all" for networks, mailboxes and IDs (contract of the SOAP service, Conventions). */
const ALL = -1;
/** Higher than any ID that has been given out, and still one of 32 bits. */
export const NO_SUCH_ID = 2_147_483_647;

const me = (...names: string[]) => from('WhoAmI', ...names);
const scope = { NetworkID: me('NetworkID'), MailboxID: me('MailboxID') };
const anyId = { ECGridIDFrom: ALL, ECGridIDTo: ALL };

/** Reads of the SOAP service: those whose parameters an earlier read tells. */
export const ecGridSoapReads: readonly Read[] = [
	{ operationId: 'Version' },
	{ operationId: 'NowUTC' },
	{ operationId: 'WhoAmI' },
	{ operationId: 'StatusList' },
	{ operationId: 'UserInfo', body: { UserID: me('UserID') } },
	{ operationId: 'UserListEx', body: { ...scope, Name: '' } },
	{ operationId: 'NetworkList', body: { Name: '' } },
	{ operationId: 'NetworkInfo', body: { NetworkID: me('NetworkID') } },
	{
		operationId: 'NetworkInfo',
		name: 'NetworkInfo that is not there',
		body: { NetworkID: NO_SUCH_ID },
	},
	{ operationId: 'MailboxListEx', body: { NetworkID: me('NetworkID'), Name: '' } },
	{ operationId: 'MailboxInfo', body: { MailboxID: from('MailboxListEx', 'MailboxID') } },
	{
		operationId: 'TPListExPaged',
		body: { ...scope, ShowInactive: false, PageSize: 5, PageNumber: 1 },
	},
	{ operationId: 'TPInfo', body: { ECGridID: from('TPListExPaged', 'ECGridID') } },
	{
		operationId: 'InterconnectListByECGridID',
		body: { ECGridID1: from('TPListExPaged', 'ECGridID'), ECGridID2: ALL },
	},
	{ operationId: 'ParcelInBoxEx', body: { ...scope, ...anyId } },
	{ operationId: 'ParcelInfo', body: { ParcelID: from('ParcelInBoxEx', 'ParcelID') } },
	{ operationId: 'ParcelManifest', body: { ParcelID: from('ParcelInBoxEx', 'ParcelID') } },
	{ operationId: 'ParcelOutBoxInProcessEx', body: scope },
	{ operationId: 'InterchangeInBoxPendingEx', body: { ...scope, ...anyId } },
	{ operationId: 'CallBackEventListEx', body: { ...scope, ShowInactive: false } },
	{ operationId: 'CallBackPendingListEx', body: scope },
	{ operationId: 'CarbonCopyListEx', body: { ...scope, ...anyId, ShowInactive: false } },
];
