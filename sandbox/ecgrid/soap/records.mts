import type { User } from '../Users.mts';
import { FIRST_PARTNER_ID, type SoapParcel } from './ParcelBox.mts';
import { element, elements, soapTime } from './xml.mts';

/** The WSDL's type `ParcelIDInfo`. */
export function parcelInfo(parcel: SoapParcel, user: User): string {
	const { parcelId, content, fileName, status, direction } = parcel;
	const created = soapTime(parcel.created);
	return (
		elements({
			ParcelBytes: content.length,
			ParcelDate: created,
			ActualBytes: content.length,
			...route(user),
			FileName: fileName,
			MailbagControlID: '000000001',
			ArchiveDate: created,
			StatusDate: created,
			StatusCode: status,
			StatusMessage: '',
			LocalStatus: 0,
			LocalStatusDate: created,
			Valid: 'Valid',
			Acknowledgment: '',
			Direction: direction,
		}) +
		element('Interchanges', element('InterchangeIDInfo', interchangeInfo(parcel, user))) +
		element('Log', element('ManifestInfo', manifestInfo(parcel))) +
		elements({ ParcelID: parcelId })
	);
}

/** The WSDL's type `InterchangeIDInfo`. */
export function interchangeInfo(parcel: SoapParcel, user: User): string {
	const created = soapTime(parcel.created);
	return (
		elements({
			InterchangeID: parcel.interchangeId,
			InterchangeProcessDate: created,
			...route(user),
			Standard: parcel.standard,
			Bytes: parcel.content.length,
			InterchangeControlID: '000000001',
			InterchangeDateTime: created,
			ArchiveDate: created,
			StatusDate: created,
			StatusCode: '1000',
			StatusMessage: '',
			DocumentType: '850',
		}) +
		element('TPFrom', partnerInfo(parcel.ecGridIdFrom, user)) +
		element('TPTo', partnerInfo(parcel.ecGridIdTo, user))
	);
}

/** The WSDL's type `ManifestInfo`. */
export function manifestInfo({ parcelId, interchangeId, networkId, created }: SoapParcel): string {
	return elements({
		ManifestDate: soapTime(created),
		NetworkID: networkId,
		NetworkName: 'Example Network',
		Type: 'System',
		ParcelID: parcelId,
		InterchangeID: interchangeId,
		StatusCode: 'M1000',
		StatusMessage: 'Uploaded',
		StatusColor: 'Green',
	});
}

/** The WSDL's type `FileInfo`: the bytes, or the same as text for the methods that end with A. */
export function fileInfo(parcel: SoapParcel, asText: boolean): string {
	const base64 = parcel.content.toString('base64');
	return elements({
		ParcelID: parcel.parcelId,
		FileName: parcel.fileName,
		FileDate: soapTime(parcel.created),
		Bytes: parcel.content.length,
		Standard: parcel.standard,
		...(asText ? { ContentBase64String: base64 } : { Content: base64 }),
		routerArchive: false,
	});
}

/** The WSDL's type `ECGridIDInfo`. */
export function partnerInfo(ecGridId: number, { networkId, mailboxId }: User): string {
	const isSender = ecGridId === FIRST_PARTNER_ID;
	return elements({
		ECGridID: ecGridId,
		NetworkID: networkId,
		NetworkName: 'Example Network',
		MailboxID: mailboxId,
		MailboxName: 'Example Mailbox',
		Qualifier: 'ZZ',
		ID: isSender ? 'SENDER' : 'RECEIVER',
		Description: isSender ? 'Example Sender' : 'Example Receiver',
		DataEMail: '',
		MailboxDefault: isSender,
		Status: 'Active',
		UseType: 'TestAndProduction',
	});
}

/** The WSDL's type `MailboxIDInfo`. */
export function mailboxInfo({ networkId, mailboxId, created }: User): string {
	return elements({
		MailboxID: mailboxId,
		NetworkID: networkId,
		Name: 'Example Mailbox',
		Created: created.slice(0, 19),
		Modified: created.slice(0, 19),
		Status: 'Active',
		Description: '',
		Managed: false,
		UseType: 'TestAndProduction',
		ECGridAccount: true,
		DefaultAS2ID: '',
	});
}

function route({ networkId, mailboxId }: User) {
	return {
		NetworkIDFrom: networkId,
		NetworkNameFrom: 'Example Network',
		MailboxIDFrom: mailboxId,
		NetworkIDTo: networkId,
		NetworkNameTo: 'Example Network',
		MailboxIDTo: mailboxId,
	};
}
