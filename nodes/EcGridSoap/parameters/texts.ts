/** What the fields say. Parameters of one name mean the same in all methods, but for a few. */
import type { ParameterType } from '../contract/signatures';
import type { FieldText } from './fields';
import { titleOf } from './titles';

/** Display names follow from the parameters' own names; only what does not follow stands here. */
const TEXTS: Readonly<Record<string, Partial<FieldText>>> = {
	AccessKey: { concealed: true, required: true },
	AttachmentContent: {
		displayName: 'Attachment Data Field Name',
		description: 'Leave empty for no attachment',
		required: false,
	},
	AttachmentName: { description: 'Leave empty to use the name of the attached file' },
	BeginDate: { description: 'Earliest time, in UTC' },
	Bucket: { required: true },
	Cert: { displayName: 'Certificate Data Field Name' },
	CertBase64: { displayName: 'Certificate Data Field Name' },
	CommID: { displayName: 'Channel ID' },
	CommType: { displayName: 'Channel Type' },
	CompressData: { description: 'Whether to compress what is sent' },
	Content: { displayName: 'Input Data Field Name' },
	ContentBase64: { displayName: 'Input Data Field Name' },
	CurrentRecoveryAnswer: { concealed: true },
	DaysToLive: { description: '-1 means that it never ends' },
	DeleteOnDownload: { description: 'Whether to delete a file once it has been downloaded' },
	ECGridHosted: { description: 'Whether ECGrid hosts the channel' },
	ECGridID: {
		description: 'Number of the trading partner ID within ECGrid, as returned by TPSearch',
	},
	ECGridIDFrom: { description: 'Sender: a number within ECGrid, as returned by TPSearch' },
	ECGridIDTo: { description: 'Recipient: a number within ECGrid, as returned by TPSearch' },
	ElmSep: { displayName: 'Element Separator', description: 'Character code' },
	EncryptData: { description: 'Whether to encrypt what is sent' },
	EndDate: { description: 'Latest time, in UTC' },
	FileName: { description: 'Leave empty to use the name of the input file' },
	HTTPPassword: { concealed: true },
	ID: { required: true, description: 'As in ISA06 or ISA08, up to 15 characters' },
	Key: { required: true },
	MailboxID: { description: '0 means the root mailbox of the network' },
	Managed: {
		description: 'Whether the mailbox counts as managed; what that changes is not documented',
	},
	MaxDays: { description: 'How many days to look back' },
	MaxRecords: { description: 'Maximum number of records to return', default: 100 },
	N_ID: { displayName: 'Numeric User ID (N_ID)' },
	NetworkID: { description: 'Who Am I returns your own' },
	NewPassword: { concealed: true, required: true },
	NotifyContact: { description: 'Whether to notify the contact' },
	NumPeriods: { displayName: 'Number of Periods' },
	ObjectStatus: { description: 'The possible statuses are not documented; 5 is called Ready' },
	OldPassword: { concealed: true, required: true },
	PartnerCommID: { displayName: 'Partner Channel ID' },
	Password: { concealed: true },
	Preconfirm: { description: 'Whether to confirm it in advance' },
	PrivateKeyRequired: { description: 'Whether a private key must be present' },
	Qualifier: { required: true, description: 'As in ISA05 or ISA07, for instance 01 or ZZ' },
	RecoveryAnswer: { concealed: true },
	SecretKey: { concealed: true, required: true },
	SegTerm: { displayName: 'Segment Terminator', description: 'Character code' },
	ShowCanceled: { description: 'Whether to include what is canceled' },
	ShowInactive: { description: 'Whether to include what is suspended or terminated' },
	SignData: { description: 'Whether to sign what is sent' },
	SubElmSep: { displayName: 'Subelement Separator', description: 'Character code' },
	T_ID: { displayName: 'Terminal ID (T_ID)' },
	T_TY: { displayName: 'Terminal Type (T_TY)' },
	TestMode: { description: 'Whether to search the test channels' },
	TransLogOnly: {
		displayName: 'Transaction Log Only',
		description: 'Whether the call applies only to the transaction log',
	},
	WithCerts: {
		displayName: 'With Certificates',
		description: 'Whether to include the certificates',
	},
	X_121: { displayName: 'X.121 Address (X_121)' },
};

/** In a search these narrow down; the values that leave everything in are a safe start. */
const SEARCH_TEXTS: Readonly<Record<string, Partial<FieldText>>> = {
	ECGridIDFrom: { description: 'Number of the sender within ECGrid; -1 means any', default: -1 },
	ECGridIDTo: { description: 'Number of the recipient within ECGrid; -1 means any', default: -1 },
	MailboxID: {
		description: '0 means the root mailbox of the network, -1 all mailboxes',
		default: 0,
	},
	NetworkID: { description: 'Who Am I returns your own; -1 means any' },
};

/**
 * What the field of a parameter says, wherever the parameter is used.
 *
 * @param isRead whether the method changes nothing
 */
export function textsOf(name: string, type: ParameterType, isRead: boolean): FieldText {
	return {
		displayName: titleOf(name),
		...placeholderOf(name, type),
		...TEXTS[name],
		...(isRead ? SEARCH_TEXTS[name] : {}),
	};
}

function placeholderOf(name: string, type: ParameterType): Partial<FieldText> {
	if (type !== 'string') return {};
	if (/URL$/.test(name)) return { placeholder: 'e.g. https://example.com/ecgrid' };
	return /EMail(Address)?$/.test(name) ? { placeholder: 'e.g. name@example.com' } : {};
}

/** Names of the parameters that the texts are for; a test holds them to the signatures. */
export const textedParameters: readonly string[] = Object.keys({ ...TEXTS, ...SEARCH_TEXTS });
