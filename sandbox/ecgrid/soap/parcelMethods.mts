import { failures, SoapRefusal } from './faults.mts';
import type { MethodCall, SoapMethod } from './methods.mts';
import { FIRST_PARTNER_ID, type ParcelBox, type SoapParcel } from './ParcelBox.mts';
import { fileInfo, interchangeInfo, manifestInfo, parcelInfo } from './records.mts';
import { element, elements } from './xml.mts';

/** The methods on parcels and interchanges that work on the sandbox's own parcels. */
export function parcelMethods(box: ParcelBox): Readonly<Record<string, SoapMethod>> {
	return { ...lists(box), ...reads(box), ...changes(box), ...uploads(box) };
}

const isWaiting = ({ status }: SoapParcel) => status === 'InBoxReady';
const isSent = ({ direction }: SoapParcel) => direction === 'OutBox';

function lists(box: ParcelBox): Record<string, SoapMethod> {
	const list =
		(wanted: (parcel: SoapParcel, call: MethodCall) => boolean): SoapMethod =>
		(call) =>
			collection(
				call,
				box.of(call.user).filter((parcel) => wanted(parcel, call)),
			);
	return {
		ParcelInBox: list(isWaiting),
		ParcelInBoxEx: list((parcel, call) => isWaiting(parcel) && isBetween(parcel, call)),
		ParcelInBoxArchive: list(
			(parcel, call) => !isSent(parcel) && isBetween(parcel, call) && isWithin(parcel, call),
		),
		ParcelOutBoxArchive: list(
			(parcel, call) => isSent(parcel) && isBetween(parcel, call) && isWithin(parcel, call),
		),
		ParcelOutBoxInProcess: list((parcel) => isSent(parcel) && parcel.status === 'outboxPending'),
		ParcelOutBoxError: list(
			(parcel, call) => parcel.status === 'outboxDeliveryError' && isWithin(parcel, call),
		),
	};
}

function reads(box: ParcelBox): Record<string, SoapMethod> {
	const byParcel =
		(write: (parcel: SoapParcel, call: MethodCall) => string): SoapMethod =>
		(call) =>
			write(known(box, call), call);
	return {
		ParcelInfo: byParcel((parcel, { user }) => parcelInfo(parcel, user)),
		ParcelManifest: byParcel((parcel) => element('ManifestInfo', manifestInfo(parcel))),
		ParcelDownload: byParcel((parcel) => fileInfo(parcel, false)),
		ParcelDownloadA: byParcel((parcel) => fileInfo(parcel, true)),
		ParcelDownloadNoUpdate: byParcel((parcel) => fileInfo(parcel, false)),
		ParcelDownloadNoUpdateA: byParcel((parcel) => fileInfo(parcel, true)),
		InterchangeInfo: (call) => interchangeInfo(knownInterchange(box, call), call.user),
		InterchangeManifest: (call) =>
			element('ManifestInfo', manifestInfo(knownInterchange(box, call))),
	};
}

function changes(box: ParcelBox): Record<string, SoapMethod> {
	return {
		// Confirming again succeeds and does nothing.
		ParcelDownloadConfirm: (call) => {
			known(box, call).status = 'InBoxTransferred';
			return 'true';
		},
		ParcelDownloadReset: (call) => {
			known(box, call).status = 'InBoxReady';
			return 'true';
		},
	};
}

function uploads(box: ParcelBox): Record<string, SoapMethod> {
	const upload: SoapMethod = ({ user, parameters }) => {
		const base64 = parameters['Content'] ?? parameters['ContentBase64'] ?? '';
		const content = Buffer.from(base64, 'base64');
		if (Number(parameters['Bytes'] ?? content.length) !== content.length) {
			throw new SoapRefusal({ ...failures.dataLength, item: 'Bytes' });
		}
		const { parcelId } = box.send(user, {
			fileName: parameters['FileName'] ?? '',
			content,
			standard: 'X12',
			ecGridIdFrom: Number(parameters['ECGridIDFrom'] ?? FIRST_PARTNER_ID + 1),
			ecGridIdTo: Number(parameters['ECGridIDTo'] ?? FIRST_PARTNER_ID),
		});
		// The WSDL says int, the documentation long.
		return String(parcelId);
	};
	return {
		ParcelUpload: upload,
		ParcelUploadA: upload,
		ParcelUploadEx: upload,
		ParcelUploadExA: upload,
		ParcelUploadMft: upload,
		ParcelUploadMftA: upload,
		ParcelTest: (call) =>
			upload({
				...call,
				parameters: { ...call.parameters, FileName: 'test.edi', Content: 'VEVTVA==' },
			}),
	};
}

/** The WSDL's type `ParcelIDInfoCollection`; a list without page numbers comes whole. */
function collection({ parameters, user }: MethodCall, all: SoapParcel[]): string {
	const size = Number(parameters['RecordsPerPage'] ?? Math.max(all.length, 1));
	const page = Number(parameters['PageNo'] ?? 1);
	const rows = all.slice((page - 1) * size, page * size);
	return (
		elements({
			PageSize: size,
			PageNumber: page,
			Count: rows.length,
			TotalRecords: all.length,
			TotalPages: Math.ceil(all.length / size),
		}) +
		element(
			'ParcelIDInfoList',
			rows.map((parcel) => element('ParcelIDInfo', parcelInfo(parcel, user))).join(''),
		)
	);
}

function known(box: ParcelBox, { user, parameters }: MethodCall): SoapParcel {
	const parcel = box.find(user, Number(parameters['ParcelID']));
	if (parcel) return parcel;
	throw new SoapRefusal({ ...failures.notFound, item: 'ParcelID' });
}

function knownInterchange(box: ParcelBox, { user, parameters }: MethodCall): SoapParcel {
	const id = Number(parameters['InterchangeID']);
	const parcel = box.of(user).find(({ interchangeId }) => interchangeId === id);
	if (parcel) return parcel;
	throw new SoapRefusal({ ...failures.notFound, item: 'InterchangeID' });
}

/** -1 is any ID. */
function isBetween(parcel: SoapParcel, { parameters }: MethodCall): boolean {
	const fits = (wanted: string | undefined, id: number) => wanted === '-1' || wanted === String(id);
	return (
		fits(parameters['ECGridIDFrom'], parcel.ecGridIdFrom) &&
		fits(parameters['ECGridIDTo'], parcel.ecGridIdTo)
	);
}

/** Times are UTC, also without a zone. */
function isWithin({ created }: SoapParcel, { parameters }: MethodCall): boolean {
	const timeOf = (text = '') => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
	return created >= timeOf(parameters['BeginDate']) && created <= timeOf(parameters['EndDate']);
}
