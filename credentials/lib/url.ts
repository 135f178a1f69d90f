/** The URL of a text; undefined if it is not one (`URL.parse` is missing in Node.js 20). */
export function parseUrl(text: string, base?: URL): URL | undefined {
	return URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
}

/** An address with these parameters as its query, in form encoding (WHATWG URL, 5.2). */
export function withQuery(address: string, parameters: Readonly<Record<string, string>>): string {
	return `${address}?${new URLSearchParams(parameters).toString()}`;
}
