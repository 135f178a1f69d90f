/** A party as an X12 envelope names it. */
export interface EnvelopeParty {
	readonly qualifier: string;
	readonly id: string;
}

/** The fields of an ISA segment under the names of the contract. */
export interface IsaHeader {
	readonly authorizationInfoQualifier: string;
	readonly authorizationInfo: string;
	readonly securityInfoQualifier: string;
	readonly securityInfo: string;
	readonly senderIdQualifier: string;
	readonly senderId: string;
	readonly receiverIdQualifier: string;
	readonly receiverId: string;
	readonly interchangeDate: string;
	readonly interchangeTime: string;
	readonly repetitionSeparator: string;
	readonly controlVersionNumber: string;
	readonly controlNumber: string;
	readonly acknowledgmentRequested: string;
	readonly usageIndicator: string;
	readonly componentElementSeparator: string;
}

/** Reads the ISA segment at the start of a text; `undefined` where there is none. */
export function readIsa(text: string): IsaHeader | undefined {
	if (!text.startsWith('ISA')) return undefined;
	const fields = text.split(text.charAt(3)).slice(1, 17);
	if (fields.length < 16) return undefined;
	const [isa01 = '', isa02 = '', isa03 = '', isa04 = '', isa05 = '', isa06 = ''] = fields;
	const [isa07 = '', isa08 = '', isa09 = '', isa10 = '', isa11 = ''] = fields.slice(6);
	const [isa12 = '', isa13 = '', isa14 = '', isa15 = '', isa16 = ''] = fields.slice(11);
	return {
		authorizationInfoQualifier: isa01,
		authorizationInfo: isa02,
		securityInfoQualifier: isa03,
		securityInfo: isa04,
		senderIdQualifier: isa05,
		senderId: isa06,
		receiverIdQualifier: isa07,
		receiverId: isa08,
		interchangeDate: isa09,
		interchangeTime: isa10,
		repetitionSeparator: isa11,
		controlVersionNumber: isa12,
		controlNumber: isa13,
		acknowledgmentRequested: isa14,
		usageIndicator: isa15,
		componentElementSeparator: isa16.charAt(0),
	};
}

/** ISA09 and ISA10 as ISO 8601; years have two digits and are taken as of this century. */
export function isaDate({ interchangeDate, interchangeTime }: IsaHeader): string {
	const [year, month, day] = pairs(interchangeDate);
	const [hour, minute] = pairs(interchangeTime);
	return `20${year}-${month}-${day}T${hour}:${minute}:00Z`;
}

/** The number of the first transaction set, such as 850. */
export function documentTypeOf(text: string): string {
	return /[~\r\n]ST.(\d{3})/.exec(text)?.[1] ?? '';
}

/** A purchase order that a partner might send. */
export function sampleOrder(
	sender: EnvelopeParty,
	receiver: EnvelopeParty,
	number: number,
): string {
	const control = String(number % 1_000_000_000).padStart(9, '0');
	const party = ({ qualifier, id }: EnvelopeParty) => `${qualifier}*${id.padEnd(15)}`;
	return [
		`ISA*00*          *00*          *${party(sender)}*${party(receiver)}*260102*0304*U*00401*${control}*0*T*>`,
		`GS*PO*${sender.id}*${receiver.id}*20260102*0304*${number}*X*004010`,
		'ST*850*0001',
		`BEG*00*SA*PO-${number}**20260102`,
		'PO1*1*10*EA*9.95**BP*SHIRT-BLUE-M',
		'CTT*1',
		'SE*5*0001',
		`GE*1*${number}`,
		`IEA*1*${control}`,
		'',
	].join('~\n');
}

function pairs(digits: string): string[] {
	return digits.match(/\d{2}/g) ?? [];
}
