import { spellingsOf, type Spelling } from './leakSpellings.mts';

/** Any three-part JWT, whoever has made it: a token, or the signature of a request. */
const JWT = /eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]{5,}/g;
/** So many bytes at a spelling's end are looked up; a shorter secret occurs by chance in any log. */
const WINDOW_BYTES = 8;
/** A table much larger than the number of spellings: most looks end at an empty place. */
const TABLE_BITS = 22;
/** Odd numbers that spread 32 bits well: the golden ratio's, and one of MurmurHash's. */
const LOW_FACTOR = 0x9e3779b1;
const HIGH_FACTOR = 0x85ebca6b;

/** A secret, and what to call it in a report, which must not be a leak of its own. */
export interface Secret {
	readonly name: string;
	readonly value: string;
}

/** A secret that was found where it must not be. */
export interface Hit {
	readonly secret: Secret;
	readonly how: string;
}

interface Sought extends Hit {
	readonly bytes: Buffer;
}

/**
 * Looks for many secrets in all their spellings at once. It reads its text once, whatever the number
 * of spellings: the last 8 bytes read are looked up among the last 8 bytes of all spellings.
 */
export class SecretSearch {
	private readonly sought = new Map<number, Sought[]>();
	/** Which hashes there are: most bytes of a text need no more than this look. */
	private readonly known = new Uint8Array(2 ** TABLE_BITS);

	/** Secrets of fewer than 8 bytes are left out; of several with one value, the last one counts. */
	constructor(secrets: readonly Secret[]) {
		const byValue = new Map(secrets.map((secret) => [secret.value, secret]));
		for (const secret of byValue.values()) {
			if (Buffer.byteLength(secret.value) < WINDOW_BYTES) continue;
			for (const spelling of spellingsOf(secret.value)) this.add(secret, spelling);
		}
	}

	/** What a text holds, each secret once for each spelling. */
	findIn(bytes: Buffer): Hit[] {
		const found = new Set<Sought>();
		let low = 0;
		let high = 0;
		for (let index = 0; index < bytes.length; index += 1) {
			high = (high << 8) | (low >>> 24);
			low = (low << 8) | (bytes[index] ?? 0);
			const hash = hashOf(low, high);
			if (this.known[hash] === 0) continue;
			for (const sought of this.sought.get(hash) ?? []) {
				if (!found.has(sought) && endsAt(bytes, index + 1, sought.bytes)) found.add(sought);
			}
		}
		return [...found].map(({ secret, how }) => ({ secret, how }));
	}

	private add(secret: Secret, { bytes, how }: Spelling): void {
		const end = bytes.subarray(-WINDOW_BYTES);
		const hash = hashOf(end.readInt32BE(4), end.readInt32BE(0));
		this.known[hash] = 1;
		this.sought.set(hash, [...(this.sought.get(hash) ?? []), { secret, how, bytes }]);
	}
}

/** The JWTs in a text. */
export function jwtsIn(bytes: Buffer): string[] {
	return [...new Set([...bytes.toString('latin1').matchAll(JWT)].map(([jwt]) => jwt))];
}

function hashOf(low: number, high: number): number {
	return (Math.imul(low, LOW_FACTOR) ^ Math.imul(high, HIGH_FACTOR)) >>> (32 - TABLE_BITS);
}

function endsAt(bytes: Buffer, end: number, spelling: Buffer): boolean {
	const start = end - spelling.length;
	return start >= 0 && bytes.compare(spelling, 0, spelling.length, start, end) === 0;
}
