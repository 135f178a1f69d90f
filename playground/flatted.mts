/**
 * Decodes the format in which n8n's REST API returns execution data: a JSON array whose first entry is
 * the root, and in whose objects every string is the index of an entry. So one object can appear in
 * several places, and texts are stored once.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseFlatted(text: string): unknown {
	const entries = JSON.parse(text) as readonly unknown[];
	const revived = new Map<number, unknown>();

	const revive = (index: number): unknown => {
		if (revived.has(index)) return revived.get(index);
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		const result: Record<string, unknown> | unknown[] = Array.isArray(entry) ? [] : {};
		// Known before its members are: an object may contain itself.
		revived.set(index, result);
		for (const [key, value] of Object.entries(entry)) {
			Reflect.set(result, key, typeof value === 'string' ? revive(Number(value)) : value);
		}
		return result;
	};
	return revive(0);
}
