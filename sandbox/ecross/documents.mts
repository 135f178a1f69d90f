/** A document's name and where it can be fetched, without a credential. */
export interface OrderDocument {
	readonly name: string;
	readonly url: string;
}

/** The documents of an invoiced order: one for inside the parcel, two forms of the label. */
export function documentsOf(orderId: string, foreignUrl: string): OrderDocument[] {
	const base = `${foreignUrl}/documents/${encodeURIComponent(orderId)}`;
	return [
		{ name: 'Invoice', url: `${base}/Invoice.pdf` },
		{ name: 'Label', url: `${base}/Label.pdf` },
		{ name: 'LabelZpl', url: `${base}/Label.zpl` },
	];
}
