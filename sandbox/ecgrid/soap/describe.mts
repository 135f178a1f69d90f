import type { EcGridId, Mailbox, Parcel } from '../records.mts';
import { element, elements } from './xml.mts';

const NETWORK_NAME = 'Example Trading';

/** Both ends of a parcel, as far as they are known. */
export interface Ends {
	readonly from: EcGridId | undefined;
	readonly to: EcGridId | undefined;
}

/** The WSDL's type `ParcelIDInfo`. */
export function parcelInfo(parcel: Parcel, ends: Ends): string {
	const { parcelId, content, fileName, status, direction } = parcel;
	const created = soapDate(parcel.created);
	const { interchange } = parcel;
	return (
		elements({
			ParcelBytes: content.length,
			ParcelDate: created,
			ActualBytes: content.length,
			...route(ends),
			FileName: fileName,
			MailbagControlID: parcel.mailbagControlId ?? '',
			ArchiveDate: created,
			StatusDate: soapDate(parcel.modified),
			StatusCode: status,
			StatusMessage: '',
			LocalStatus: 0,
			LocalStatusDate: created,
			Valid: 'Valid',
			Acknowledgment: '',
			Direction: direction,
		}) +
		element(
			'Interchanges',
			interchange ? element('InterchangeIDInfo', interchangeInfo(parcel, ends)) : '',
		) +
		element('Log', element('ManifestInfo', manifestInfo(parcel))) +
		elements({ ParcelID: parcelId })
	);
}

/** The WSDL's type `InterchangeIDInfo`, for the one interchange that a parcel has here. */
export function interchangeInfo(parcel: Parcel, ends: Ends): string {
	const created = soapDate(parcel.created);
	return (
		elements({
			InterchangeID: parcel.interchange?.interchangeId ?? 0,
			InterchangeProcessDate: created,
			...route(ends),
			Standard: 'X12',
			Bytes: parcel.content.length,
			InterchangeControlID: '000000001',
			InterchangeDateTime: created,
			ArchiveDate: created,
			StatusDate: created,
			StatusCode: '1000',
			StatusMessage: '',
			DocumentType: parcel.interchange?.documentType ?? '',
		}) +
		element('TPFrom', ends.from ? partnerInfo(ends.from) : '') +
		element('TPTo', ends.to ? partnerInfo(ends.to) : '')
	);
}

/** The WSDL's type `ManifestInfo`. */
export function manifestInfo({ parcelId, interchange, networkId, created }: Parcel): string {
	return elements({
		ManifestDate: soapDate(created),
		NetworkID: networkId,
		NetworkName: NETWORK_NAME,
		Type: 'System',
		ParcelID: parcelId,
		InterchangeID: interchange?.interchangeId ?? 0,
		StatusCode: 'M1000',
		StatusMessage: 'Uploaded',
		StatusColor: 'Green',
	});
}

/** The WSDL's type `FileInfo`: the bytes, or the same as text for the methods that end with A. */
export function fileInfo(parcel: Parcel, asText: boolean): string {
	const base64 = parcel.content.toString('base64');
	return elements({
		ParcelID: parcel.parcelId,
		FileName: parcel.fileName,
		FileDate: soapDate(parcel.created),
		Bytes: parcel.content.length,
		Standard: parcel.interchange ? 'X12' : 'Binary',
		...(asText ? { ContentBase64String: base64 } : { Content: base64 }),
		routerArchive: false,
	});
}

/** The WSDL's type `ECGridIDInfo`. */
export function partnerInfo(id: EcGridId): string {
	return elements({
		ECGridID: id.ecGridId,
		NetworkID: id.networkId,
		NetworkName: NETWORK_NAME,
		MailboxID: id.mailboxId,
		MailboxName: '',
		Qualifier: id.qualifier,
		ID: id.id,
		Description: id.description,
		DataEMail: '',
		MailboxDefault: false,
		Status: id.status,
		UseType: 'TestAndProduction',
	});
}

/** The WSDL's type `MailboxIDInfo`. */
export function mailboxInfo(mailbox: Mailbox): string {
	return elements({
		MailboxID: mailbox.mailboxId,
		NetworkID: mailbox.networkId,
		Name: mailbox.companyName,
		Created: soapDate(mailbox.created),
		Modified: soapDate(mailbox.modified),
		Status: mailbox.status,
		Description: '',
		Managed: false,
		UseType: 'TestAndProduction',
		ECGridAccount: true,
		DefaultAS2ID: '',
	});
}

function route({ from, to }: Ends) {
	return {
		NetworkIDFrom: from?.networkId ?? 0,
		NetworkNameFrom: NETWORK_NAME,
		MailboxIDFrom: from?.mailboxId ?? 0,
		NetworkIDTo: to?.networkId ?? 0,
		NetworkNameTo: NETWORK_NAME,
		MailboxIDTo: to?.mailboxId ?? 0,
	};
}

/** UTC without a zone, as the service writes it. */
function soapDate(iso: string): string {
	return iso.slice(0, 19);
}
