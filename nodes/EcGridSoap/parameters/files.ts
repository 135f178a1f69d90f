/** Parameters that carry files. */

/** The parameters that carry a file, and the parameter that names it, if the method has one. */
export const FILE_NAME_OF: Readonly<Record<string, string>> = {
	AttachmentContent: 'AttachmentName',
	Content: 'FileName',
	ContentBase64: 'FileName',
};

/** Base64 that the service declares as text: the methods whose names end with A or ExA. */
const BASE64_TEXTS: ReadonlySet<string> = new Set(['ContentBase64', 'CertBase64']);

/** Whether a parameter of the type string carries a file all the same. */
export function isBase64Text(name: string): boolean {
	return BASE64_TEXTS.has(name);
}

/** The size of the file comes from the file. */
export const DERIVED_PARAMETERS: ReadonlySet<string> = new Set(['Bytes']);
