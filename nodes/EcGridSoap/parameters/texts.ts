/** What the fields say. Parameters of one name mean the same in all methods, but for a few. */
import type { ParameterType } from '../contract/signatures';
import type { FieldText } from './fields';
import { titleOf } from './titles';

/** Display names follow from the parameters' own names; only what does not follow stands here. */
const TEXTS: Readonly<Record<string, Partial<FieldText>>> = {
	AccessKey: { concealed: true, required: true },
	AttachmentContent: {
		displayName: 'Attachment Data Field Name',
		description: 'Empty: no attachment',
		required: false,
	},
	AttachmentName: { description: 'Empty: the name of the attached file' },
	BeginDate: { description: 'Earliest time, in UTC' },
	Bucket: { required: true },
	Cert: { displayName: 'Certificate Data Field Name' },
	CertBase64: { displayName: 'Certificate Data Field Name' },
	Content: { displayName: 'Input Data Field Name' },
	ContentBase64: { displayName: 'Input Data Field Name' },
	CurrentRecoveryAnswer: { concealed: true },
	DaysToLive: { description: '-1: never ends' },
	ECGridID: {
		description: 'Number of the trading partner ID within ECGrid, as returned by TPSearch',
	},
	ECGridIDFrom: { description: 'Sender: a number within ECGrid, as returned by TPSearch' },
	ECGridIDTo: { description: 'Recipient: a number within ECGrid, as returned by TPSearch' },
	EndDate: { description: 'Latest time, in UTC' },
	FileName: { description: 'Empty: the name of the input file' },
	HTTPPassword: { concealed: true },
	ID: { required: true, description: 'As in ISA06 or ISA08, up to 15 characters' },
	Key: { required: true },
	MailboxID: { description: '0: the root mailbox of the network' },
	MaxDays: { description: 'How many days to look back' },
	MaxRecords: { description: 'Most records to return', default: 100 },
	NetworkID: { description: 'Who Am I tells your own' },
	NewPassword: { concealed: true, required: true },
	ObjectStatus: { description: 'Which statuses there are is not documented; 5 is called Ready' },
	OldPassword: { concealed: true, required: true },
	Password: { concealed: true },
	Qualifier: { required: true, description: 'As in ISA05 or ISA07, for instance 01 or ZZ' },
	RecoveryAnswer: { concealed: true },
	SecretKey: { concealed: true, required: true },
	SegTerm: { displayName: 'Segment Terminator', description: 'Number of the character' },
	ElmSep: { displayName: 'Element Separator', description: 'Number of the character' },
	ShowInactive: { description: 'Whether to include what is suspended or terminated' },
	SubElmSep: { displayName: 'Subelement Separator', description: 'Number of the character' },
};

/** In a search these narrow down; the values that leave everything in are a safe start. */
const SEARCH_TEXTS: Readonly<Record<string, Partial<FieldText>>> = {
	ECGridIDFrom: { description: 'Number of the sender within ECGrid. -1: any.', default: -1 },
	ECGridIDTo: { description: 'Number of the recipient within ECGrid. -1: any.', default: -1 },
	MailboxID: { description: '0: the root mailbox of the network. -1: all mailboxes.', default: 0 },
	NetworkID: { description: 'Who Am I tells your own. -1: any.' },
};

/**
 * What the field of a parameter says, wherever the parameter is used.
 *
 * @param isRead whether the method changes nothing
 */
export function textsOf(name: string, type: ParameterType, isRead: boolean): FieldText {
	const displayName = titleOf(name);
	return {
		displayName,
		...(type === 'boolean' ? { description: `Whether ${displayName} is on` } : {}),
		...TEXTS[name],
		...(isRead ? SEARCH_TEXTS[name] : {}),
	};
}

/** Names of the parameters that the texts are for; a test holds them to the signatures. */
export const textedParameters: readonly string[] = Object.keys({ ...TEXTS, ...SEARCH_TEXTS });
