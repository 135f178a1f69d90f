/** The URL of a text, or undefined where it is none (`URL.parse` is missing in Node.js 20). */
export function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}
