/** A multiple of three bytes. Larger texts would stay in memory for longer. */
const BYTES_AT_ONCE = 3 * 2 ** 14;

/**
 * The JSON of an object with a file as Base64 in one more member. The usual way to write it would
 * hold several texts in memory at once, each a third larger than the file.
 */
export function jsonWithFile(members: object, member: string, content: Buffer): Buffer {
	const [head, tail] = [JSON.stringify({ ...members, [member]: '' }).slice(0, -2), '"}'];
	const start = Buffer.byteLength(head);
	const end = start + Math.ceil(content.length / 3) * 4;
	const json = Buffer.allocUnsafe(end + tail.length);
	json.write(head);
	for (let at = 0, to = start; at < content.length; at += BYTES_AT_ONCE) {
		to += json.write(content.toString('base64', at, at + BYTES_AT_ONCE), to, 'latin1');
	}
	json.write(tail, end);
	return json;
}
