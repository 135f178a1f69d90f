/**
 * What a text says once its encodings are removed, one after the other. Each layer knows which part
 * of the text each of its bytes comes from, so anything that is found in a layer can be removed
 * from the text. Pure.
 */

/** A text as UTF-8, or what one decoding makes of another layer. */
export interface Layer {
	/** One character per byte. */
	readonly bytes: string;
	/** For each byte, where the part of the text that it was decoded from begins and ends. */
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

const HEX = '[0-9a-fA-F]';
/** Of URLs and forms. `%u` comes from JavaScript's old `escape`. */
const PERCENT_ESCAPE = new RegExp(`%(?:(${HEX}{2})|u(${HEX}{4}))`, 'g');
/** Of JSON and source code. A character beyond 16 bits is a pair of escapes. */
const BACKSLASH_ESCAPE = new RegExp(
	`\\\\(?:u([dD][89abAB]${HEX}{2})\\\\u([dD][c-fC-F]${HEX}{2})|u(${HEX}{4})|x(${HEX}{2})|(["'\\\\/bfnrt]))`,
	'g',
);
/** Of XML and HTML. */
const ENTITY = new RegExp(`&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#[xX](${HEX}{1,6}));`, 'g');

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/** Bytes written as digits of this many bits. */
interface DigitCode {
	/** By character code; -1 for anything that is not a digit. */
	readonly digits: Int8Array;
	readonly bits: number;
	/** A byte can begin at each of this many consecutive digits. */
	readonly alignments: number;
	/** How many digits four bytes take, the shortest run that is looked for. */
	readonly shortest: number;
}

/** With both of its alphabets (RFC 4648, 4 and 5). */
const BASE64: DigitCode = {
	digits: digitsOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', '-_', 62),
	bits: 6,
	alignments: 4,
	shortest: 6,
};
const HEX_CODE: DigitCode = {
	digits: digitsOf('0123456789abcdef', 'ABCDEF', 10),
	bits: 4,
	alignments: 2,
	shortest: 8,
};

/**
 * The text and everything that its encodings may hide, however they are nested: percent-encoding,
 * JSON and XML escapes, base64 and hex. Undefined if they are nested so deeply that decoding all of
 * them would take too long.
 *
 * @param mostBytes of all layers together
 */
export function layersOf(text: string, mostBytes: number): Layer[] | undefined {
	const layers = [utf8(text)];
	const seen = new Set<string>();
	let size = text.length;
	// The list grows during the loop.
	for (const layer of layers) {
		for (const decode of DECODERS) {
			const next = decode(layer);
			if (next === undefined || seen.has(keyOf(next))) continue;
			size += next.bytes.length;
			if (size > mostBytes) return undefined;
			seen.add(keyOf(next));
			layers.push(next);
		}
	}
	return layers;
}

const DECODERS: ReadonlyArray<(layer: Layer) => Layer | undefined> = [
	(layer) => unescaped(layer, PERCENT_ESCAPE, percentMeaning),
	(layer) => unescaped(layer, BACKSLASH_ESCAPE, backslashMeaning),
	(layer) => unescaped(layer, ENTITY, entityMeaning),
	(layer) => digitsDecoded(layer, BASE64),
	(layer) => digitsDecoded(layer, HEX_CODE),
];

/**
 * The same for layers that hold the same bytes from the same places, in whatever order they were
 * decoded.
 */
function keyOf({ bytes, ends }: Layer): string {
	return `${ends.reduce((sum, end) => sum + end, 0)}:${bytes}`;
}

type Groups = ReadonlyArray<string | undefined>;

function percentMeaning([byte, unit]: Groups): string {
	return byte === undefined ? utf8Bytes(hex(unit)) : String.fromCharCode(hex(byte));
}

function backslashMeaning([high, low, unit, byte, name = '']: Groups): string {
	if (high !== undefined) return bytesOf(String.fromCharCode(hex(high), hex(low)));
	const code = unit ?? byte;
	return code === undefined ? (NAMED_ESCAPES[name] ?? name) : utf8Bytes(hex(code));
}

function entityMeaning([name = '', decimal, hexadecimal]: Groups): string {
	const code = decimal === undefined ? hex(hexadecimal) : Number(decimal);
	return NAMED_ENTITIES[name] ?? utf8Bytes(code > 0x10_ffff ? 0xfffd : code);
}

function hex(digits = '0'): number {
	return Number.parseInt(digits, 16);
}

function utf8Bytes(codePoint: number): string {
	return codePoint < 0x80
		? String.fromCharCode(codePoint)
		: bytesOf(String.fromCodePoint(codePoint));
}

/** A text as UTF-8, one character per byte. */
export function bytesOf(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

function utf8(text: string): Layer {
	const layer = new LayerBuilder(text.length * 3);
	for (let index = 0; index < text.length; ) {
		const code = text.codePointAt(index) ?? 0;
		const end = index + (code > 0xffff ? 2 : 1);
		layer.add(utf8Bytes(code), index, end);
		index = end;
	}
	return layer.built();
}

/** The layer with each escape replaced by what it means; undefined if it has no escape. */
function unescaped(
	{ bytes, starts, ends }: Layer,
	escape: RegExp,
	meaning: (groups: Groups) => string,
): Layer | undefined {
	const layer = new LayerBuilder(bytes.length);
	let done = 0;
	const copyTo = (end: number) => {
		for (; done < end; done++) layer.addByte(bytes.charCodeAt(done), starts[done], ends[done]);
	};
	bytes.replace(escape, (whole: string, ...rest: unknown[]) => {
		// Groups, then the position and the text itself.
		const at = rest[rest.length - 2] as number;
		copyTo(at);
		done = at + whole.length;
		layer.add(meaning(rest as Groups), starts[at], ends[done - 1]);
		return '';
	});
	if (done === 0) return undefined;
	copyTo(bytes.length);
	return layer.built();
}

/**
 * Decodes all runs of digits, from each digit at which a byte can begin, because what stands before
 * them may look like digits too. A zero byte ends each.
 */
function digitsDecoded(source: Layer, code: DigitCode): Layer | undefined {
	const { bytes } = source;
	const layer = new LayerBuilder(bytes.length * code.alignments);
	for (let end = 0, start = 0; start < bytes.length; start = end + 1) {
		end = start;
		while (isDigit(code, bytes, end)) end++;
		if (end - start < code.shortest) continue;
		for (let first = start; first < start + code.alignments; first++) {
			decodeRun(layer, source, code, first, end);
		}
	}
	return layer.isEmpty ? undefined : layer.built();
}

function decodeRun(
	layer: LayerBuilder,
	{ bytes, starts, ends }: Layer,
	{ digits, bits }: DigitCode,
	first: number,
	end: number,
): void {
	let afterPadding = end;
	while (bytes[afterPadding] === '=') afterPadding++;
	let pending = 0;
	let pendingBits = 0;
	let begun = first;
	for (let index = first; index < end; index++) {
		if (pendingBits === 0) begun = index;
		pending = ((pending << bits) | (digits[bytes.charCodeAt(index)] ?? 0)) & 0xffff;
		pendingBits += bits;
		if (pendingBits < 8) continue;
		pendingBits -= 8;
		const last = index === end - 1 ? afterPadding - 1 : index;
		layer.addByte((pending >> pendingBits) & 0xff, starts[begun], ends[last]);
		begun = index;
	}
	layer.addByte(0, starts[end - 1], starts[end - 1]);
}

function isDigit({ digits }: DigitCode, bytes: string, index: number): boolean {
	return index < bytes.length && (digits[bytes.charCodeAt(index)] ?? -1) >= 0;
}

function digitsOf(alphabet: string, others: string, firstOfOthers: number): Int8Array {
	const digits = new Int8Array(256).fill(-1);
	[...alphabet].forEach((digit, value) => (digits[digit.charCodeAt(0)] = value));
	[...others].forEach((digit, index) => (digits[digit.charCodeAt(0)] = firstOfOthers + index));
	return digits;
}

class LayerBuilder {
	private readonly bytes: Uint8Array;
	private readonly starts: Uint32Array;
	private readonly ends: Uint32Array;
	private size = 0;

	constructor(capacity: number) {
		this.bytes = new Uint8Array(capacity);
		this.starts = new Uint32Array(capacity);
		this.ends = new Uint32Array(capacity);
	}

	get isEmpty(): boolean {
		return this.size === 0;
	}

	add(bytes: string, start = 0, end = 0): void {
		for (let index = 0; index < bytes.length; index++) {
			this.addByte(bytes.charCodeAt(index), start, end);
		}
	}

	addByte(byte: number, start = 0, end = 0): void {
		this.bytes[this.size] = byte;
		this.starts[this.size] = start;
		this.ends[this.size] = end;
		this.size++;
	}

	built(): Layer {
		const { size } = this;
		return {
			bytes: Buffer.from(this.bytes.buffer, 0, size).toString('latin1'),
			starts: this.starts.slice(0, size),
			ends: this.ends.slice(0, size),
		};
	}
}
