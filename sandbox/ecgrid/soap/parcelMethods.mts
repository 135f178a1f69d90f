import type { Parcel } from '../records.mts';
import { fileInfo, interchangeInfo, manifestInfo, parcelInfo } from './describe.mts';
import { failures, SoapRefusal } from './faults.mts';
import type { MethodCall, SoapMethod } from './methods.mts';
import type { SoapRecords } from './SoapRecords.mts';
import { element, elements } from './xml.mts';

type Methods = Readonly<Record<string, SoapMethod>>;

/** The methods on parcels and interchanges that work on the sandbox's own parcels. */
export function parcelMethods(records: SoapRecords): Methods {
	return { ...lists(records), ...reads(records), ...changes(records), ...uploads(records) };
}

function lists(records: SoapRecords): Methods {
	const { parcels } = records;
	const list =
		(find: (call: MethodCall) => Parcel[]): SoapMethod =>
		(call) =>
			collection(records, call, find(call));
	return {
		ParcelInBox: list(({ user }) => parcels.pending(user)),
		ParcelInBoxEx: list((call) =>
			parcels.pending(call.user, mailboxIn(call)).filter(isBetween(call)),
		),
		ParcelInBoxArchive: list((call) =>
			parcels.of(call.user, 'InBox').filter(isBetween(call)).filter(isWithin(call)),
		),
		ParcelOutBoxArchive: list((call) =>
			parcels.of(call.user, 'OutBox').filter(isBetween(call)).filter(isWithin(call)),
		),
		ParcelOutBoxInProcess: list(({ user }) =>
			parcels.of(user, 'OutBox').filter(({ status }) => status === 'outboxPending'),
		),
		ParcelOutBoxError: list((call) =>
			parcels
				.of(call.user, 'OutBox')
				.filter(({ status }) => status === 'outboxDeliveryError')
				.filter(isWithin(call)),
		),
	};
}

function reads(records: SoapRecords): Methods {
	const known = ({ user, parameters }: MethodCall) => records.parcel(user, parameters['ParcelID']);
	const holder = ({ user, parameters }: MethodCall) =>
		records.parcelOfInterchange(user, parameters['InterchangeID']);
	return {
		ParcelInfo: (call) => {
			const parcel = known(call);
			const told = parcelInfo(parcel, records.endsOf(parcel));
			records.parcels.advance(parcel);
			return told;
		},
		ParcelManifest: (call) => element('ManifestInfo', manifestInfo(known(call))),
		ParcelDownload: (call) => fileInfo(known(call), false),
		ParcelDownloadA: (call) => fileInfo(known(call), true),
		ParcelDownloadNoUpdate: (call) => fileInfo(known(call), false),
		ParcelDownloadNoUpdateA: (call) => fileInfo(known(call), true),
		InterchangeInfo: (call) => interchangeInfo(holder(call), records.endsOf(holder(call))),
		InterchangeManifest: (call) => element('ManifestInfo', manifestInfo(holder(call))),
	};
}

function changes(records: SoapRecords): Methods {
	return {
		ParcelDownloadConfirm: ({ user, parameters }) => {
			records.parcels.confirm(records.parcel(user, parameters['ParcelID']));
			return 'true';
		},
		ParcelDownloadReset: ({ user, parameters }) => {
			records.parcels.resetToInbox(records.parcel(user, parameters['ParcelID']));
			return 'true';
		},
	};
}

function uploads(records: SoapRecords): Methods {
	const upload: SoapMethod = (call) => send(records, call, fileIn(call));
	return {
		ParcelUpload: upload,
		ParcelUploadA: upload,
		ParcelUploadEx: upload,
		ParcelUploadExA: upload,
		ParcelUploadMft: upload,
		ParcelUploadMftA: upload,
		ParcelTest: (call) =>
			send(records, call, { fileName: 'test.edi', content: Buffer.from('TEST') }),
	};
}

interface NewFile {
	readonly fileName: string;
	readonly content: Buffer;
}

function fileIn({ parameters }: MethodCall): NewFile {
	const base64 = parameters['Content'] ?? parameters['ContentBase64'] ?? '';
	const content = Buffer.from(base64, 'base64');
	if (Number(parameters['Bytes'] ?? content.length) !== content.length) {
		throw new SoapRefusal({ ...failures.dataLength, item: 'Bytes' });
	}
	return { fileName: parameters['FileName'] ?? '', content };
}

/** The id of the new parcel: the WSDL says int, the documentation long. */
function send(records: SoapRecords, call: MethodCall, file: NewFile): string {
	const { user, parameters } = call;
	const idIn = (name: string) => (name in parameters ? Number(parameters[name]) : undefined);
	const sent = records.parcels.upload(user, {
		...file,
		mailboxId: mailboxIn(call),
		ecGridIdFrom: idIn('ECGridIDFrom'),
		ecGridIdTo: idIn('ECGridIDTo'),
	});
	if (!('problem' in sent)) return String(sent.parcelId);
	throw new SoapRefusal({ ...failures.notFound, text: sent.problem, item: 'ECGridIDTo' });
}

/** The WSDL's type `ParcelIDInfoCollection`; a list without page numbers comes whole. */
function collection(records: SoapRecords, { parameters }: MethodCall, all: Parcel[]): string {
	const size = Number(parameters['RecordsPerPage'] ?? Math.max(all.length, 1));
	const page = Number(parameters['PageNo'] ?? 1);
	const rows = all.slice((page - 1) * size, page * size);
	const described = rows.map((parcel) => parcelInfo(parcel, records.endsOf(parcel)));
	return (
		elements({
			PageSize: size,
			PageNumber: page,
			Count: rows.length,
			TotalRecords: all.length,
			TotalPages: Math.ceil(all.length / size),
		}) + element('ParcelIDInfoList', described.map((one) => element('ParcelIDInfo', one)).join(''))
	);
}

/** A mailbox of the own network; those of others are not to be seen. */
function mailboxIn({ user, parameters }: MethodCall): number {
	const network = Number(parameters['NetworkID'] ?? user.networkId);
	if (network === user.networkId) return Number(parameters['MailboxID'] ?? 0);
	throw new SoapRefusal({ ...failures.access, item: 'NetworkID' });
}

/** -1 is any ID. */
function isBetween({ parameters }: MethodCall): (parcel: Parcel) => boolean {
	const fits = (wanted: string | undefined, id: number) => wanted === '-1' || wanted === String(id);
	return ({ ecGridIdFrom, ecGridIdTo }) =>
		fits(parameters['ECGridIDFrom'], ecGridIdFrom) && fits(parameters['ECGridIDTo'], ecGridIdTo);
}

/** Times are UTC, also without a zone. */
function isWithin({ parameters }: MethodCall): (parcel: Parcel) => boolean {
	const timeOf = (text = '') => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
	const [begin, end] = [timeOf(parameters['BeginDate']), timeOf(parameters['EndDate'])];
	return ({ created }) => Date.parse(created) >= begin && Date.parse(created) <= end;
}
