import { from, type ProviderPlan, type Read } from '../plan.mts';
import { ecGridGuesses } from './ecgridGuesses.mts';
import { ecGridSoapReads, NO_SUCH_ID } from './ecgridSoap.mts';

/** Few rows: their shape is enough. */
const FEW = { pageNo: 1, recordsPerPage: 5 } as const;

const NEEDS_HEADER = 'It needs the header of an interchange, which is business data.';
const SECRET = 'It answers with a secret.';

const me = (...names: string[]) => from('getMe', ...names);
const ecGridId = from('listIds', 'ecGridId');

const list = (operationId: string): Read => ({ operationId, body: FEW });

export const ecGridPlan: ProviderPlan = {
	contract: 'ecgrid',
	reads: [
		{ operationId: 'getVersion' },
		{ operationId: 'getMe' },
		{ operationId: 'getSession' },
		{ operationId: 'getMe', name: 'getMe with a login', credential: 'ecGridLoginApi' },
		{ operationId: 'getUser', path: { id: me('userId') } },
		{ operationId: 'getUserByName', body: { login: me('login', 'loginName') } },
		list('listUsers'),
		list('listNetworks'),
		{ operationId: 'getNetwork', path: { id: me('networkId') } },
		{
			operationId: 'getNetwork',
			name: 'getNetwork that is not there',
			path: { id: NO_SUCH_ID },
		},
		{
			operationId: 'getNetworkContact',
			body: { networkId: me('networkId'), contactType: 'Owner' },
		},
		list('listMailboxes'),
		{ operationId: 'getMailbox', path: { id: from('listMailboxes', 'mailboxId') } },
		list('listIds'),
		{ operationId: 'getId', path: { id: ecGridId } },
		{
			operationId: 'findId',
			body: {
				qualifier: from('listIds', 'qualifier', 'isaQualifier'),
				id: from('listIds', 'id', 'isaId'),
			},
		},
		{ operationId: 'getIdMailboxDefault', body: { ecGridId } },
		{ operationId: 'listPartners', body: { ecGridId, ...FEW } },
		{ operationId: 'countPartners', body: { ecGridId } },
		{ operationId: 'getPartner', path: { id: from('listPartners', 'interconnectId') } },
		{
			operationId: 'listPartnerNotes',
			body: { interconnectId: from('listPartners', 'interconnectId') },
		},
		list('listPendingInboxParcels'),
		list('listInboxParcels'),
		list('listOutboxParcels'),
		{
			operationId: 'getParcel',
			path: { id: from('listInboxParcels', 'parcelId') },
		},
		{
			operationId: 'getParcelManifest',
			path: { id: from('listInboxParcels', 'parcelId') },
		},
		list('listInboxInterchanges'),
		list('listOutboxInterchanges'),
		{
			operationId: 'getInterchange',
			path: { id: from('listInboxInterchanges', 'interchangeId') },
		},
		{
			operationId: 'getInterchangeManifest',
			path: { id: from('listInboxInterchanges', 'interchangeId') },
		},
		list('listCallbackEvents'),
		list('listCallbackQueue'),
		{
			operationId: 'getCallbackEventById',
			body: { callbackEventId: from('listCallbackEvents', 'callbackEventId') },
		},
		{
			operationId: 'getCallbackQueueById',
			query: { callbackId: from('listCallbackQueue', 'callbackQueueId', 'queueId', 'callbackId') },
		},
		list('listCarbonCopies'),
		{
			operationId: 'getCarbonCopy',
			path: { id: from('listCarbonCopies', 'ccId', 'carbonCopyId') },
		},
		{ operationId: 'listComms' },
		{ operationId: 'getComm', path: { id: from('listComms', 'commId') } },
		{ operationId: 'findComm', body: { identifier: from('listComms', 'identifier') } },
		{ operationId: 'getPortalByMailbox', path: { mailboxId: me('mailboxId') } },
		{ operationId: 'listReports', path: { ShowInactive: false } },
		{ operationId: 'getMailboxStats' },
		{ operationId: 'getMailboxInterchangeStats' },
		{ operationId: 'getStatusLists' },
	],
	soapReads: ecGridSoapReads,
	notAsked: {
		downloadParcel: 'It answers with a file of the account, and may change its status.',
		findMailbagControlId: 'It needs a control ID of the user’s own making.',
		generatePassword: SECRET,
		getApiKey: SECRET,
		getCommPair: 'It needs two IDs that exchange files over AS2.',
		getInstantStats: 'Its periods of time have no documented limits.',
		getInterchangeDate: NEEDS_HEADER,
		getInterchangeHeader: NEEDS_HEADER,
		getInterchangeStats: 'Its periods of time have no documented limits.',
		getKey: SECRET,
		getTrafficStats: 'Its periods of time have no documented limits.',
		listKeys: SECRET,
		refreshToken: 'It ends the token in use.',
		runMonthlyReport: 'It needs the ID of a report, and answers with business figures.',
		runReportByDate: 'It needs the ID of a report, and answers with business figures.',
	},
	guesses: ecGridGuesses,
};
