/**
 * All methods of the service, by the sections of its description (WSDL, build 472). A test compares
 * them with contracts/ecgrid/soap-methods.md.
 */
import type { EnumerationName } from './enumerations';

/** XML Schema types, enumerations of the service, and one whose words no source lists. */
export type ParameterType =
	| 'string'
	| 'int'
	| 'long'
	| 'short'
	| 'unsignedByte'
	| 'boolean'
	| 'dateTime'
	| 'base64Binary'
	| 'MigrationStatus'
	| EnumerationName;

export interface Signature {
	/** In the order in which they are sent, after `SessionID`. */
	readonly parameters: Readonly<Record<string, ParameterType>>;
	/** Type of the result: of XML Schema, or the service's own. */
	readonly result: string;
	/** Takes no `SessionID`: anybody may call it. */
	readonly sessionless?: true;
}

type Signatures = Readonly<Record<string, Readonly<Record<string, Signature>>>>;

export const signatures = {
	session: {
		Login: {
			sessionless: true,
			parameters: { LoginName: 'string', Password: 'string' },
			result: 'string',
		},
		Logout: { parameters: {}, result: 'int' },
		WhoAmI: { parameters: {}, result: 'SessionInfo' },
		ChangePassword: {
			parameters: { OldPassword: 'string', NewPassword: 'string' },
			result: 'boolean',
		},
		GeneratePassword: { parameters: { Length: 'short' }, result: 'string' },
		GenerateAPIKey: { parameters: { UserID: 'int' }, result: 'string' },
		UserGetAPIKey: { parameters: { UserID: 'int' }, result: 'string' },
		SessionLogCurrent: { parameters: {}, result: 'SessionLogInfo' },
		SessionLog: { parameters: { MaxRecords: 'short' }, result: 'ArrayOfSessionLogInfo' },
		SessionLogEx: {
			parameters: {
				UserID: 'int',
				StartTime: 'dateTime',
				EndTime: 'dateTime',
				MaxRecords: 'short',
			},
			result: 'ArrayOfSessionLogInfo',
		},
		Version: { sessionless: true, parameters: {}, result: 'string' },
		NowUTC: { sessionless: true, parameters: {}, result: 'dateTime' },
		StatusList: { parameters: {}, result: 'ArrayOfStatusInfo' },
	},
	user: {
		UserAdd: {
			parameters: {
				MailboxID: 'int',
				LoginName: 'string',
				Password: 'string',
				RecoveryQuestion: 'string',
				RecoveryAnswer: 'string',
				FirstName: 'string',
				LastName: 'string',
				Company: 'string',
				EMail: 'string',
				Phone: 'string',
				CellPhone: 'string',
				CellCarrier: 'CellCarrier',
				AuthLevel: 'AuthLevel',
			},
			result: 'int',
		},
		UserAddEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				LoginName: 'string',
				Password: 'string',
				RecoveryQuestion: 'string',
				RecoveryAnswer: 'string',
				FirstName: 'string',
				LastName: 'string',
				Company: 'string',
				EMail: 'string',
				Phone: 'string',
				CellPhone: 'string',
				CellCarrier: 'CellCarrier',
				AuthLevel: 'AuthLevel',
			},
			result: 'int',
		},
		UserInfo: { parameters: { UserID: 'int' }, result: 'UserIDInfo' },
		UserInfobyLogin: { parameters: { LoginName: 'string' }, result: 'UserIDInfo' },
		UserUpdate: {
			parameters: {
				UserID: 'int',
				FirstName: 'string',
				LastName: 'string',
				Company: 'string',
				EMail: 'string',
				Phone: 'string',
				CellPhone: 'string',
				CellCarrier: 'CellCarrier',
				AuthLevel: 'AuthLevel',
			},
			result: 'boolean',
		},
		UserPassword: {
			parameters: {
				UserID: 'int',
				CurrentRecoveryAnswer: 'string',
				Password: 'string',
				RecoveryQuestion: 'string',
				RecoveryAnswer: 'string',
			},
			result: 'boolean',
		},
		UserActivate: { parameters: { UserID: 'int' }, result: 'boolean' },
		UserSuspend: { parameters: { UserID: 'int' }, result: 'boolean' },
		UserTerminate: { parameters: { UserID: 'int' }, result: 'boolean' },
		UserSendSMS: { parameters: { UserID: 'int', Text: 'string' }, result: 'boolean' },
		UserReset: { parameters: { UserID: 'int' }, result: 'boolean' },
		UserList: { parameters: { Name: 'string' }, result: 'ArrayOfUserIDInfo' },
		UserListEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', Name: 'string' },
			result: 'ArrayOfUserIDInfo',
		},
		UserListLockedOut: { parameters: {}, result: 'ArrayOfUserIDInfo' },
		UserListLockedOutEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int' },
			result: 'ArrayOfUserIDInfo',
		},
		UserSetNetworkMailbox: {
			parameters: { UserID: 'int', NetworkID: 'int', MailboxID: 'int' },
			result: 'boolean',
		},
		UserSetAuthLevel: { parameters: { UserID: 'int', AuthLevel: 'AuthLevel' }, result: 'boolean' },
		UserSetMaxSessions: { parameters: { UserID: 'int', MaxSessions: 'short' }, result: 'boolean' },
	},
	network: {
		NetworkInfo: { parameters: { NetworkID: 'int' }, result: 'NetworkIDInfo' },
		NetworkInfoWithLog: { parameters: { NetworkID: 'int' }, result: 'NetworkIDInfo' },
		NetworkList: { parameters: { Name: 'string' }, result: 'ArrayOfNetworkIDInfo' },
		NetworkStatusSummary: { parameters: { ShowInactive: 'boolean' }, result: 'DataSet' },
		NetworkOutageList: { parameters: {}, result: 'ArrayOfNetworkIDInfo' },
		NetworkUpdate: {
			parameters: { NetworkID: 'int', Name: 'string', Location: 'string' },
			result: 'boolean',
		},
		NetworkSetContact: {
			parameters: { NetworkID: 'int', UserID: 'int', ContactType: 'NetworkContactType' },
			result: 'boolean',
		},
		NetworkGetContact: {
			parameters: { NetworkID: 'int', ContactType: 'NetworkContactType' },
			result: 'UserIDInfo',
		},
		NetworkSetWebsite: {
			parameters: { NetworkID: 'int', URL: 'string', WebsiteType: 'NetworkWebsiteType' },
			result: 'boolean',
		},
		NetworkX12Delimiters: {
			parameters: {
				NetworkID: 'int',
				SegTerm: 'unsignedByte',
				ElmSep: 'unsignedByte',
				SubElmSep: 'unsignedByte',
			},
			result: 'boolean',
		},
		NetworkRootDeleteOnDownload: {
			parameters: { NetworkID: 'int', DeleteOnDownload: 'boolean' },
			result: 'boolean',
		},
	},
	mailbox: {
		MailboxList: { parameters: { Name: 'string' }, result: 'ArrayOfMailboxIDInfo' },
		MailboxListEx: {
			parameters: { NetworkID: 'int', Name: 'string' },
			result: 'ArrayOfMailboxIDInfo',
		},
		MailboxAdd: { parameters: { Name: 'string', UserID: 'int' }, result: 'int' },
		MailboxAddEx: {
			parameters: { NetworkID: 'int', Name: 'string', UserID: 'string' },
			result: 'int',
		},
		MailboxActivate: { parameters: { MailboxID: 'int' }, result: 'boolean' },
		MailboxSuspend: { parameters: { MailboxID: 'int' }, result: 'boolean' },
		MailboxTerminate: { parameters: { MailboxID: 'int' }, result: 'boolean' },
		MailboxManaged: { parameters: { MailboxID: 'int', Managed: 'boolean' }, result: 'boolean' },
		MailboxDeleteOnDownload: {
			parameters: { MailboxID: 'int', DeleteOnDownload: 'boolean' },
			result: 'boolean',
		},
		MailboxInfo: { parameters: { MailboxID: 'int' }, result: 'MailboxIDInfo' },
		MailboxName: { parameters: { MailboxID: 'int', Name: 'string' }, result: 'boolean' },
		MailboxSetContact: {
			parameters: { MailboxID: 'int', UserID: 'int', ContactType: 'NetworkContactType' },
			result: 'boolean',
		},
		MailboxX12Delimiters: {
			parameters: {
				MailboxID: 'int',
				SegTerm: 'unsignedByte',
				ElmSep: 'unsignedByte',
				SubElmSep: 'unsignedByte',
			},
			result: 'boolean',
		},
		MailboxInBoxTimeout: { parameters: { MailboxID: 'int', Minutes: 'short' }, result: 'boolean' },
		MailboxDescription: {
			parameters: { MailboxID: 'int', Description: 'string' },
			result: 'boolean',
		},
		MailboxUse: { parameters: { MailboxID: 'int', UseType: 'UseType' }, result: 'boolean' },
	},
	tradingPartner: {
		TPAdd: {
			parameters: { Qualifier: 'string', ID: 'string', Description: 'string' },
			result: 'int',
		},
		TPAddVAN: {
			parameters: { NetworkID: 'int', Qualifier: 'string', ID: 'string', Description: 'string' },
			result: 'int',
		},
		TPAddEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				Qualifier: 'string',
				ID: 'string',
				Description: 'string',
				RoutingGroup: 'RoutingGroup',
			},
			result: 'int',
		},
		TPMove: { parameters: { ECGridID: 'int', MoveDateTime: 'dateTime' }, result: 'int' },
		TPMoveMailbox: { parameters: { ECGridID: 'int', MailboxID: 'int' }, result: 'int' },
		TPMoveEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ECGridID: 'int', MoveDateTime: 'dateTime' },
			result: 'int',
		},
		TPUpdateDescription: {
			parameters: { ECGridID: 'int', Description: 'string' },
			result: 'boolean',
		},
		TPUpdateDataEMail: {
			parameters: {
				ECGridID: 'int',
				EMailSystem: 'EMailSystem',
				DataEMail: 'string',
				PayloadPosition: 'EMailPayload',
			},
			result: 'boolean',
		},
		TPActivate: { parameters: { ECGridID: 'int' }, result: 'boolean' },
		TPSuspend: { parameters: { ECGridID: 'int' }, result: 'boolean' },
		TPTerminate: { parameters: { ECGridID: 'int' }, result: 'boolean' },
		TPSetRoutingGroup: {
			parameters: { ECGridID: 'int', RoutingGroup: 'RoutingGroup' },
			result: 'boolean',
		},
		TPInfo: { parameters: { ECGridID: 'int' }, result: 'ECGridIDInfo' },
		TPSearch: {
			parameters: { Qualifier: 'string', ID: 'string', ShowInactive: 'boolean' },
			result: 'ArrayOfECGridIDInfo',
		},
		TPSearchEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				Qualifier: 'string',
				ID: 'string',
				ShowInactive: 'boolean',
			},
			result: 'ArrayOfECGridIDInfo',
		},
		TPList: { parameters: { ShowInactive: 'boolean' }, result: 'ArrayOfECGridIDInfo' },
		TPListEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ShowInactive: 'boolean' },
			result: 'ArrayOfECGridIDInfo',
		},
		TPListExPaged: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				ShowInactive: 'boolean',
				PageSize: 'short',
				PageNumber: 'short',
			},
			result: 'ECGridIDInfoCollection',
		},
		TPListByOwner: {
			parameters: {
				OwnerUserID: 'int',
				OrderBy: 'OrderBy',
				ShowInactive: 'boolean',
				PageSize: 'short',
				PageNumber: 'short',
			},
			result: 'ECGridIDInfoCollection',
		},
		TPFindEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				Description: 'string',
				ShowInactive: 'boolean',
			},
			result: 'ArrayOfECGridIDInfo',
		},
		TPGetMailboxDefault: {
			parameters: { NetworkID: 'int', MailboxID: 'int' },
			result: 'ECGridIDInfo',
		},
		TPSetMailboxDefault: { parameters: { ECGridID: 'int' }, result: 'boolean' },
		TPSetOwner: { parameters: { ECGridID: 'int', OwnerUserID: 'int' }, result: 'boolean' },
	},
	interconnect: {
		InterconnectAdd: {
			parameters: {
				ECGridID1: 'int',
				ECGridID2: 'int',
				Reference: 'string',
				ContactName: 'string',
				ContactEMail: 'string',
				NotifyContact: 'boolean',
				Preconfirm: 'boolean',
				Note: 'string',
			},
			result: 'InterconnectIDInfo',
		},
		InterconnectNote: {
			parameters: {
				InterconnectID: 'int',
				AuthLevel: 'AuthLevel',
				Note: 'string',
				AttachmentName: 'string',
				AttachmentContent: 'base64Binary',
				EMailTo: 'eMailTo',
				OtherEMailAddress: 'string',
			},
			result: 'boolean',
		},
		InterconnectCancel: {
			parameters: {
				InterconnectID: 'int',
				Note: 'string',
				EMailTo: 'eMailTo',
				OtherEMailAddress: 'string',
			},
			result: 'boolean',
		},
		InterconnectInfo: { parameters: { InterconnectID: 'int' }, result: 'InterconnectIDInfo' },
		InterconnectInfoGUID: { parameters: { UniqueID: 'string' }, result: 'InterconnectIDInfo' },
		InterconnectNoteList: {
			parameters: { InterconnectID: 'int' },
			result: 'ArrayOfInterconnectNote',
		},
		InterconnectListByECGridID: {
			parameters: { ECGridID1: 'int', ECGridID2: 'int' },
			result: 'ArrayOfInterconnectIDInfo',
		},
		InterconnectListByStatus: {
			parameters: { Status: 'StatusInterconnect', ECGridID: 'int', MaxDays: 'short' },
			result: 'ArrayOfInterconnectIDInfo',
		},
		InterconnectListByStatusEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				IntStatus: 'StatusInterconnect',
				ECGridID: 'int',
				MaxDays: 'short',
			},
			result: 'ArrayOfInterconnectIDInfo',
		},
		InterconnectCount: { parameters: { MaxDays: 'short' }, result: 'DataSet' },
		InterconnectCountEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ECGridID: 'int', MaxDays: 'short' },
			result: 'DataSet',
		},
	},
	parcel: {
		ParcelUploadExA: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				FileName: 'string',
				ContentBase64: 'string',
			},
			result: 'int',
		},
		ParcelUpdateStatus: {
			parameters: { ParcelID: 'long', Status: 'ParcelStatus', TransLogOnly: 'boolean' },
			result: 'boolean',
		},
		ParcelUpdateLocalStatus: {
			parameters: { ParcelID: 'long', Status: 'short' },
			result: 'boolean',
		},
		ParcelUploadMft: {
			parameters: {
				FileName: 'string',
				Bytes: 'int',
				Content: 'base64Binary',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'int',
		},
		ParcelUploadMftA: {
			parameters: {
				FileName: 'string',
				ContentBase64: 'string',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'int',
		},
		ParcelTest: {
			parameters: { ECGridIDFrom: 'int', ECGridIDTo: 'int', DocumentType: 'EDIStandard' },
			result: 'int',
		},
		ParcelSetMailbagControlID: {
			parameters: { ParcelID: 'int', MailbagControlID: 'string' },
			result: 'boolean',
		},
		ParcelFindMailbagControlID: {
			parameters: { NetworkID: 'int', MailboxID: 'int', MailbagControlID: 'string' },
			result: 'ArrayOfParcelIDInfo',
		},
		ParcelFindMailbagControlIDTo: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				MailbagControlID: 'string',
			},
			result: 'ArrayOfParcelIDInfo',
		},
		ParcelManifest: { parameters: { ParcelID: 'long' }, result: 'ArrayOfManifestInfo' },
		ParcelNoteList: { parameters: { ParcelID: 'long' }, result: 'ArrayOfParcelNote' },
		ParcelInBoxArchive: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelInBoxArchiveEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelInBoxArchiveExShort: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelInBoxArchiveDescEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxArchive: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxArchiveEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxArchiveExShort: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxArchiveDescEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				MailbagControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxError: {
			parameters: { BeginDate: 'dateTime', EndDate: 'dateTime' },
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxErrorEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelOutBoxInProcess: { parameters: {}, result: 'ParcelIDInfoCollection' },
		ParcelOutBoxInProcessEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int' },
			result: 'ParcelIDInfoCollection',
		},
		ParcelInBox: { parameters: {}, result: 'ParcelIDInfoCollection' },
		ParcelInBoxEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ECGridIDFrom: 'int', ECGridIDTo: 'int' },
			result: 'ParcelIDInfoCollection',
		},
		ParcelInBoxExShort: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				Status: 'ParcelStatus',
			},
			result: 'ParcelIDInfoCollection',
		},
		ParcelInfo: { parameters: { ParcelID: 'long' }, result: 'ParcelIDInfo' },
		ParcelDownload: { parameters: { ParcelID: 'long' }, result: 'FileInfo' },
		ParcelDownloadA: { parameters: { ParcelID: 'long' }, result: 'FileInfo' },
		ParcelDownloadS3: {
			parameters: {
				ParcelID: 'long',
				AccessKey: 'string',
				SecretKey: 'string',
				Bucket: 'string',
				Prefix: 'string',
				Region: 'string',
			},
			result: 'string',
		},
		ParcelDownloadNoUpdate: { parameters: { ParcelID: 'long' }, result: 'FileInfo' },
		ParcelDownloadNoUpdateA: { parameters: { ParcelID: 'long' }, result: 'FileInfo' },
		ParcelDownloadConfirm: { parameters: { ParcelID: 'long' }, result: 'boolean' },
		ParcelAcknowledgmentNote: {
			parameters: { ParcelID: 'long', Subject: 'string', Note: 'string' },
			result: 'boolean',
		},
		ParcelDownloadCancel: { parameters: { ParcelID: 'long' }, result: 'boolean' },
		ParcelDownloadConfirmPendingAck: {
			parameters: { ParcelID: 'long', Status: 'ParcelStatus' },
			result: 'boolean',
		},
		ParcelDownloadReset: { parameters: { ParcelID: 'long' }, result: 'boolean' },
		ParcelResend: { parameters: { ParcelID: 'long' }, result: 'boolean' },
		ParcelUpload: {
			parameters: { FileName: 'string', Bytes: 'int', Content: 'base64Binary' },
			result: 'int',
		},
		ParcelUploadA: { parameters: { FileName: 'string', ContentBase64: 'string' }, result: 'int' },
		ParcelUploadEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				FileName: 'string',
				Bytes: 'int',
				Content: 'base64Binary',
			},
			result: 'int',
		},
	},
	interchange: {
		InterchangeDate: {
			sessionless: true,
			parameters: { InterchangeHeader: 'string' },
			result: 'dateTime',
		},
		InterchangeManifest: { parameters: { InterchangeID: 'long' }, result: 'ArrayOfManifestInfo' },
		InterchangeInfo: { parameters: { InterchangeID: 'long' }, result: 'InterchangeIDInfo' },
		InterchangeInBox: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeInBoxArchive: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'InterchangeIDInfoCollection',
		},
		InterchangeInBoxEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeInBoxArchiveEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'InterchangeIDInfoCollection',
		},
		InterchangeOutBox: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeOutBoxArchive: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'InterchangeIDInfoCollection',
		},
		InterchangeOutBoxEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeOutBoxArchiveEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'InterchangeIDInfoCollection',
		},
		InterchangeOutBoxArchiveExNoParcel: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				InterchangeControlID: 'string',
				PageNo: 'short',
				RecordsPerPage: 'short',
			},
			result: 'InterchangeIDInfoCollection',
		},
		InterchangeOutBoxPending: {
			parameters: { ECGridIDFrom: 'int', ECGridIDTo: 'int' },
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeOutBoxPendingEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ECGridIDFrom: 'int', ECGridIDTo: 'int' },
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeInBoxPending: {
			parameters: { ECGridIDFrom: 'int', ECGridIDTo: 'int' },
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeInBoxPendingEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ECGridIDFrom: 'int', ECGridIDTo: 'int' },
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeInBoxBlocked: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeInBoxBlockedEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeOutBoxBlocked: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeOutBoxBlockedEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeHeaderInfo: {
			parameters: { InterchangeHeader: 'string' },
			result: 'InterchangeIDInfo',
		},
		InterchangeHeaderInfoB: {
			parameters: { InterchangeHeader: 'base64Binary' },
			result: 'InterchangeIDInfo',
		},
		InterchangeOutBoxNoRoute: {
			parameters: {
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeOutBoxNoRouteEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				BeginDate: 'dateTime',
				EndDate: 'dateTime',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
			},
			result: 'ArrayOfInterchangeIDInfo',
		},
		InterchangeResend: { parameters: { InterchangeID: 'long' }, result: 'InterchangeIDStatus' },
		InterchangeCancel: { parameters: { InterchangeID: 'int' }, result: 'boolean' },
	},
	callback: {
		CallBackPendingList: { parameters: {}, result: 'ArrayOfCallBackQueueIDInfo' },
		CallBackPendingListEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int' },
			result: 'ArrayOfCallBackQueueIDInfo',
		},
		CallBackPendingListExA: {
			parameters: { NetworkID: 'int', MailboxID: 'int', NetworkExclude: 'string' },
			result: 'ArrayOfCallBackQueueIDInfo',
		},
		CallBackFailedList: { parameters: { MaxDays: 'short' }, result: 'ArrayOfCallBackQueueIDInfo' },
		CallBackFailedListEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', MaxDays: 'short' },
			result: 'ArrayOfCallBackQueueIDInfo',
		},
		CallBackEventInfo: {
			parameters: { CallBackEventID: 'int', QueueCount: 'short' },
			result: 'CallBackEventIDInfo',
		},
		CallBackEventListEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', ShowInactive: 'boolean' },
			result: 'ArrayOfCallBackEventIDInfo',
		},
		CallBackAddEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				UserID: 'int',
				SystemObject: 'Objects',
				ObjectStatus: 'short',
				Direction: 'Direction',
				Frequency: 'short',
				MaxRetries: 'short',
				URL: 'string',
				HTTPAuthentication: 'HTTPAuthType',
				HTTPUser: 'string',
				HTTPPassword: 'string',
				Status: 'Status',
			},
			result: 'CallBackEventIDInfo',
		},
		CallBackEventSetStatus: {
			parameters: { CallBackEventID: 'int', Status: 'Status' },
			result: 'boolean',
		},
		CallBackQueueInfo: { parameters: { CallBackQueueID: 'long' }, result: 'CallBackQueueIDInfo' },
		CallBackTest: {
			parameters: { CallBackEventID: 'int', ParcelID: 'long', InterchangeID: 'int', UserID: 'int' },
			result: 'CallBackQueueIDInfo',
		},
	},
	carbonCopy: {
		CarbonCopyAdd: {
			parameters: {
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				ECGridIDCCFrom: 'int',
				ECGridIDCCTo: 'int',
				GSFrom: 'string',
				GSTo: 'string',
				TransactionSet: 'string',
			},
			result: 'int',
		},
		CarbonCopyAddEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				ECGridIDCCFrom: 'int',
				ECGridIDCCTo: 'int',
				GSFrom: 'string',
				GSTo: 'string',
				TransactionSet: 'string',
			},
			result: 'int',
		},
		CarbonCopyActivate: { parameters: { CarbonCopyID: 'int' }, result: 'boolean' },
		CarbonCopySuspend: { parameters: { CarbonCopyID: 'int' }, result: 'boolean' },
		CarbonCopyTerminate: { parameters: { CarbonCopyID: 'int' }, result: 'boolean' },
		CarbonCopyInfo: { parameters: { CarbonCopyID: 'int' }, result: 'CarbonCopyIDInfo' },
		CarbonCopyList: {
			parameters: { ECGridIDFrom: 'int', ECGridIDTo: 'int', ShowInactive: 'boolean' },
			result: 'ArrayOfCarbonCopyIDInfo',
		},
		CarbonCopyListEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				ShowInactive: 'boolean',
			},
			result: 'ArrayOfCarbonCopyIDInfo',
		},
	},
	comm: {
		CommAdd: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				CommType: 'NetworkGatewayCommChannel',
				OwnerUserID: 'int',
				ECGridHosted: 'boolean',
				Identifier: 'string',
				URL: 'string',
				Version: 'string',
				SignData: 'boolean',
				EncryptData: 'boolean',
				CompressData: 'boolean',
				ReceiptType: 'ReceiptType',
				HTTPAuthentication: 'HTTPAuthType',
				HTTPUser: 'string',
				HTTPPassword: 'string',
				UseType: 'UseType',
				BeginUsage: 'dateTime',
				EndUsage: 'dateTime',
				Status: 'Status',
			},
			result: 'CommIDInfo',
		},
		CommSetPair: {
			parameters: {
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				Identifier1: 'string',
				Identifier2: 'string',
			},
			result: 'ArrayOfCommIDInfo',
		},
		CommPair: {
			parameters: {
				CommType: 'NetworkGatewayCommChannel',
				ECGridIDFrom: 'int',
				ECGridIDTo: 'int',
				DefaultID: 'string',
				TestMode: 'boolean',
			},
			result: 'ArrayOfCommIDInfo',
		},
		CommUpdate: {
			parameters: {
				CommID: 'int',
				OwnerUserID: 'int',
				Identifier: 'string',
				URL: 'string',
				Version: 'string',
				SignData: 'boolean',
				EncryptData: 'boolean',
				CompressData: 'boolean',
				ReceiptType: 'ReceiptType',
				HTTPAuthentication: 'HTTPAuthType',
				HTTPUser: 'string',
				HTTPPassword: 'string',
				UseType: 'UseType',
				BeginUsage: 'dateTime',
				EndUsage: 'dateTime',
			},
			result: 'CommIDInfo',
		},
		CommList: {
			parameters: {
				CommType: 'NetworkGatewayCommChannel',
				PrivateKeyRequired: 'boolean',
				UseType: 'UseType',
				ShowInactive: 'boolean',
				WithCerts: 'boolean',
			},
			result: 'ArrayOfCommIDInfo',
		},
		CommListEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				CommType: 'NetworkGatewayCommChannel',
				PrivateKeyRequired: 'boolean',
				UseType: 'UseType',
				ShowInactive: 'boolean',
				WithCerts: 'boolean',
			},
			result: 'ArrayOfCommIDInfo',
		},
		CommFind: {
			parameters: {
				Identifier: 'string',
				CommType: 'NetworkGatewayCommChannel',
				PrivateKeyRequired: 'boolean',
				UseType: 'UseType',
				ShowInactive: 'boolean',
			},
			result: 'ArrayOfCommIDInfo',
		},
		CommInfo: { parameters: { CommID: 'int' }, result: 'CommIDInfo' },
		CommSetStatus: { parameters: { CommID: 'int', Status: 'Status' }, result: 'boolean' },
		CertificateAddPublic: {
			parameters: {
				CommID: 'int',
				CertType: 'CertificateType',
				KeyId: 'string',
				UserId: 'string',
				BeginUsage: 'dateTime',
				Usage: 'CertificateUsage',
				PartnerCommID: 'string',
				PartnerURL: 'string',
				Cert: 'base64Binary',
			},
			result: 'CommIDInfo',
		},
		CertificateAddPublicA: {
			parameters: {
				CommID: 'int',
				CertType: 'CertificateType',
				KeyId: 'string',
				UserId: 'string',
				BeginUsage: 'dateTime',
				Usage: 'CertificateUsage',
				PartnerCommID: 'string',
				PartnerURL: 'string',
				CertBase64: 'string',
			},
			result: 'CommIDInfo',
		},
		CertAddPrivate: {
			parameters: {
				CommID: 'int',
				CertType: 'CertificateType',
				KeyId: 'string',
				UserId: 'string',
				BeginUsage: 'dateTime',
				Usage: 'CertificateUsage',
				PartnerAS2ID: 'string',
				Cert: 'base64Binary',
				Password: 'string',
			},
			result: 'as2CommInfo',
		},
		CertAddPrivateA: {
			parameters: {
				CommID: 'int',
				CertType: 'CertificateType',
				KeyId: 'string',
				UserId: 'string',
				BeginUsage: 'dateTime',
				Usage: 'CertificateUsage',
				PartnerAS2ID: 'string',
				CertBase64: 'string',
				Password: 'string',
			},
			result: 'as2CommInfo',
		},
		CertificateCreatePrivate: {
			parameters: {
				CommID: 'int',
				BeginUsage: 'dateTime',
				Usage: 'CertificateUsage',
				SecureHashAlgorithm: 'CertificateSecureHashAlgorithm',
				PartnerAS2ID: 'string',
				Expires: 'dateTime',
			},
			result: 'CommIDInfo',
		},
		CertificateRenewPrivate: {
			parameters: {
				CommID: 'int',
				CertKeyID: 'int',
				OverlapDays: 'short',
				Years: 'short',
				SecureHashAlgorithm: 'CertificateSecureHashAlgorithm',
			},
			result: 'CommIDInfo',
		},
		CertificateTerminate: { parameters: { CommID: 'int', CertKeyID: 'int' }, result: 'boolean' },
		CommDefaultMailbox: { parameters: { CommID: 'int', MailboxID: 'int' }, result: 'boolean' },
	},
	key: {
		KeyGet: {
			parameters: {
				Key: 'string',
				SystemObject: 'Objects',
				ObjectID: 'long',
				Visibility: 'KeyVisibility',
			},
			result: 'KeyValue',
		},
		KeyList: {
			parameters: { SystemObject: 'Objects', ObjectID: 'long' },
			result: 'ArrayOfKeyValue',
		},
		KeySet: {
			parameters: {
				Key: 'string',
				SystemObject: 'Objects',
				ObjectID: 'long',
				Visibility: 'KeyVisibility',
				Value: 'string',
				Meta: 'string',
				DaysToLive: 'int',
			},
			result: 'boolean',
		},
		KeySetMinutes: {
			parameters: {
				Key: 'string',
				SystemObject: 'Objects',
				ObjectID: 'long',
				Visibility: 'KeyVisibility',
				Value: 'string',
				Meta: 'string',
				MinutesToLive: 'int',
			},
			result: 'boolean',
		},
		KeyRemove: {
			parameters: {
				Key: 'string',
				SystemObject: 'Objects',
				ObjectID: 'long',
				Visibility: 'KeyVisibility',
			},
			result: 'boolean',
		},
	},
	report: {
		ReportMonthly: { parameters: { Report: 'short', Month: 'dateTime' }, result: 'DataSet' },
		ReportMonthlyEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int', Report: 'short', Month: 'dateTime' },
			result: 'DataSet',
		},
		ReportByDateEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				Report: 'short',
				StartDate: 'dateTime',
				EndDate: 'dateTime',
			},
			result: 'DataSet',
		},
		ReportTrafficStats: {
			parameters: { TargetTime: 'dateTime', NumPeriods: 'short', Period: 'StatisticsPeriod' },
			result: 'DataSet',
		},
		ReportTrafficStatsEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				TargetTime: 'dateTime',
				NumPeriods: 'short',
				Period: 'StatisticsPeriod',
			},
			result: 'DataSet',
		},
		ReportTrafficStatsPublic: { sessionless: true, parameters: {}, result: 'DataSet' },
		ReportInstantStats: { parameters: { Minutes1: 'short', Minutes2: 'short' }, result: 'DataSet' },
		ReportInstantStatsEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				ECGridID: 'int',
				Minutes1: 'short',
				Minutes2: 'short',
			},
			result: 'DataSet',
		},
		ReportMailboxStats: { parameters: {}, result: 'DataSet' },
		ReportMailboxStatsEx: { parameters: { NetworkID: 'int', MailboxID: 'int' }, result: 'DataSet' },
		ReportMailboxInterchangeStats: { parameters: {}, result: 'DataSet' },
		ReportMailboxInterchangeStatsEx: {
			parameters: { NetworkID: 'int', MailboxID: 'int' },
			result: 'DataSet',
		},
		ReportInterchangeStats: {
			parameters: { StartTime: 'dateTime', EndTime: 'dateTime', Direction: 'Direction' },
			result: 'DataSet',
		},
		ReportInterchangeStatsEx: {
			parameters: {
				StartTime: 'dateTime',
				EndTime: 'dateTime',
				Direction: 'Direction',
				NetworkID: 'int',
				MailboxID: 'int',
			},
			result: 'DataSet',
		},
	},
	migration: {
		X400Format: {
			sessionless: true,
			parameters: {
				Country: 'string',
				ADMD: 'string',
				PRMD: 'string',
				Organization: 'string',
				OrganizationalUnit1: 'string',
				OrganizationalUnit2: 'string',
				OrganizationalUnit3: 'string',
				OrganizationalUnit4: 'string',
				Surname: 'string',
				GivenName: 'string',
				Initials: 'string',
				Generation: 'string',
				CommonName: 'string',
				DDA: 'string',
				X_121: 'string',
				N_ID: 'string',
				T_TY: 'string',
				T_ID: 'string',
			},
			result: 'string',
		},
		MigrationAdd: {
			parameters: {
				Name: 'string',
				Scheduled: 'dateTime',
				TargetNetworkId: 'int',
				TargetMailboxId: 'int',
				Status: 'MigrationStatus',
			},
			result: 'int',
		},
		MigrationAddEx: {
			parameters: {
				NetworkId: 'int',
				MailboxId: 'int',
				Name: 'string',
				Scheduled: 'dateTime',
				TargetNetworkId: 'int',
				TargetMailboxId: 'int',
				Status: 'MigrationStatus',
			},
			result: 'int',
		},
		MigrationList: {
			parameters: { Status: 'MigrationStatus', ShowCanceled: 'boolean' },
			result: 'ArrayOfMigrationIDInfo',
		},
		MigrationListEx: {
			parameters: {
				NetworkID: 'int',
				MailboxID: 'int',
				Status: 'MigrationStatus',
				ShowCanceled: 'boolean',
			},
			result: 'ArrayOfMigrationIDInfo',
		},
		MigrationInfo: {
			parameters: { MigrationID: 'int', MigrationBatchID: 'int' },
			result: 'MigrationIDInfo',
		},
		MigrationAddTP: {
			parameters: { MigrationID: 'int', MigrationBatchID: 'int', ECGridID: 'int' },
			result: 'boolean',
		},
	},
} as const satisfies Signatures;

export type Section = keyof typeof signatures;
export type MethodOf<S extends Section> = keyof (typeof signatures)[S] & string;
export type ParameterOf<
	S extends Section,
	M extends MethodOf<S>,
> = (typeof signatures)[S][M] extends {
	parameters: infer P;
}
	? keyof P & string
	: never;
