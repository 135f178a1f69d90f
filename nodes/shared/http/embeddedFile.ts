/** A file that comes as Base64 in a member of a JSON answer, decoded as it arrives. */

/** The text of a file would be a third larger than the file, and both would be in memory. */
export class EmbeddedFile {
	private readonly opening: RegExp;
	private readonly largest: number;
	private bytes = Buffer.allocUnsafe(SMALL_FILE_BYTES);
	private size = 0;
	private state: 'before' | 'inside' | 'behind' = 'before';
	/** Text outside the file that may still be the beginning of its member, or half an escape. */
	private pending = '';
	/** Base64 letters that do not make whole bytes yet. */
	private letters = '';
	private isPadded = false;
	private isBroken = false;

	/**
	 * @param member name of the member, in any letter case; only the first one of that name counts
	 * @param largest most bytes of the file
	 */
	constructor(member: string, largest: number) {
		// Inside a text, the quotation marks would have a backslash before them.
		this.opening = new RegExp(`[{,]\\s*"${member}"\\s*:\\s*"`, 'i');
		this.largest = largest;
	}

	/** What is left of an answer without the file: its member becomes an empty text. */
	async *without(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
		for await (const chunk of body) {
			const rest = this.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
			// The reader reports anything that is cut off here as too large.
			if (this.isTooLarge()) return;
			if (rest.length > 0) yield rest;
		}
		if (this.pending !== '') yield Buffer.from(this.pending, 'latin1');
	}

	isTooLarge(): boolean {
		return this.size > this.largest;
	}

	/**
	 * A file that is not small gets a buffer of the largest size at once. A growing buffer would be
	 * in memory twice, and the unwritten part of this one takes no memory.
	 */
	private makeRoom(more: number): void {
		if (this.size + more <= this.bytes.length) return;
		const former = this.bytes;
		// One piece more than the largest file, which shows that the file is too large.
		this.bytes = Buffer.allocUnsafeSlow(Math.max(this.largest, former.length) + more);
		former.copy(this.bytes, 0, 0, this.size);
	}

	/** The file, once the answer has been read; nothing if there is none, or if it is not Base64. */
	content(): Buffer | undefined {
		if (this.state !== 'behind' || this.isBroken || this.letters !== '') return undefined;
		return this.bytes.subarray(0, this.size);
	}

	/** Bytes are read as Latin-1: everything that is looked for is ASCII, and no byte is lost. */
	private take(chunk: Buffer): Buffer {
		if (this.state === 'behind') return chunk;
		const text = this.pending + chunk.toString('latin1');
		this.pending = '';
		return Buffer.from(this.state === 'inside' ? this.inside(text) : this.before(text), 'latin1');
	}

	private before(text: string): string {
		const opening = this.opening.exec(text);
		if (!opening) {
			const done = Math.max(0, text.length - LONGEST_OPENING);
			this.pending = text.slice(done);
			return text.slice(0, done);
		}
		const start = opening.index + opening[0].length;
		this.state = 'inside';
		return text.slice(0, start) + this.inside(text.slice(start));
	}

	private inside(text: string): string {
		const end = text.indexOf('"');
		const encoded = end < 0 ? text : text.slice(0, end);
		// Half an escape waits for its other half.
		const cut =
			end < 0 ? (/\\(u[0-9a-f]{0,3})?$/i.exec(encoded)?.index ?? encoded.length) : encoded.length;
		this.pending = encoded.slice(cut);
		this.decode(encoded.slice(0, cut));
		if (end < 0) return '';
		this.state = 'behind';
		return text.slice(end);
	}

	private decode(encoded: string): void {
		const text = this.letters + unescaped(encoded).replace(/\s+/g, '');
		const whole = text.length - (text.length % 4);
		this.letters = text.slice(whole);
		if (whole === 0) return;
		const letters = text.slice(0, whole);
		if (this.isPadded || !/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) this.isBroken = true;
		if (this.isBroken) return;
		this.makeRoom((whole / 4) * 3);
		if (!this.isTooLarge()) this.size += this.bytes.write(letters, this.size, 'base64');
		// Nothing may follow the padding.
		this.isPadded = letters.endsWith('=');
	}
}

/** JSON may write any character as an escape, and .NET writes `+` as one. */
function unescaped(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replace(
		/\\(?:u([0-9a-f]{4})|(.))/gi,
		(_, code: string | undefined, letter: string) =>
			code === undefined ? (BLANKS[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)),
	);
}

const BLANKS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Most EDI files are smaller. */
const SMALL_FILE_BYTES = 64 * 1024;

/** The longest beginning of a member that may come in two parts, spaces included. */
const LONGEST_OPENING = 256;
