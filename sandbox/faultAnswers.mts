import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wait } from './clock.mts';
import type { Fault } from './faults.mts';

/** Whether a fault answers in place of the operation, or lets it work (late, or in vain). */
export function replacesAnswer({ kind, status, body, headers, contentType }: Fault): boolean {
	if (kind !== undefined && letsWork.has(kind)) return false;
	return [kind, status, body, headers, contentType].some((part) => part !== undefined);
}

/** Kinds that spoil the real answer. */
const letsWork: ReadonlySet<string> = new Set(['executeThenReset', 'wrongType']);

/** The status under which statistics count a fault that answered. */
export function faultStatus(fault: Fault): number | string {
	const { kind, status } = fault;
	if (kind !== undefined && withoutStatus.has(kind)) return kind;
	return status ?? usualStatus(fault);
}

/** Success for what claims to be one; a plain fault without a body is a server error. */
function usualStatus({ kind, body }: Fault): number {
	if (kind === 'redirect') return 302;
	return kind === undefined && body === undefined ? 500 : 200;
}

const withoutStatus: ReadonlySet<string> = new Set([
	'reset',
	'resetMidway',
	'truncated',
	'endless',
	'drip',
]);
const HUGE_BYTES = 50 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
const BODY_START = Buffer.from('{"padding":"');
const BODY_END = Buffer.from('"}');
/** Said of an answer that breaks off after much less. */
const PROMISED_BYTES = '1000';
const DRIP_MILLISECONDS = 100;

/**
 * Gives the answer that a fault stands for.
 *
 * @param onBytes told of the bytes of a huge or endless body, as the client takes them
 */
export function performFault(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	foreignUrl: string,
	onBytes: OnBytes,
): void {
	switch (fault.kind) {
		case 'reset':
			return resetConnection(reply);
		case 'resetMidway':
			return breakOff(reply, () => reply.raw.socket?.resetAndDestroy());
		case 'endless':
			return send(fault, reply, streamOf(endlessBody(), onBytes));
		case 'drip':
			return send(fault, reply, streamOf(drippingBody(), onBytes));
		case 'truncated':
			return breakOff(reply, () => reply.raw.socket?.end());
		case 'redirect':
			return send(fault, reply, '', { location: fault.location ?? foreignUrl + request.url });
		case 'huge':
			return send(fault, reply, streamOf(hugeBody(), onBytes));
		case 'html':
			return send({ contentType: 'text/html', ...fault }, reply, htmlPage);
		case 'notJson':
			return send(fault, reply, 'this is { not JSON');
		case 'noToken':
			return send(fault, reply, '{}');
		case 'invalidUtf8':
			return send(fault, reply, invalidUtf8Body);
		case 'notGzip':
			return send(fault, reply, 'this is not gzip', { 'content-encoding': 'gzip' });
		default:
			return send(fault, reply, '');
	}
}

/** Breaks the connection the hard way, as a crashed server or a firewall does. */
export function resetConnection(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
}

const htmlPage = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';
const invalidUtf8Body = Buffer.concat([
	Buffer.from('{"message":"'),
	Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
	Buffer.from('"}'),
]);

type OnBytes = (count: number) => void;

function streamOf(chunks: Iterable<Buffer> | AsyncIterable<Buffer>, onBytes: OnBytes): Readable {
	const counted = async function* () {
		for await (const chunk of chunks) {
			yield chunk;
			onBytes(chunk.length);
		}
	};
	return Readable.from(counted(), { objectMode: false });
}

/** JSON of 50 MB. */
function* hugeBody() {
	yield BODY_START;
	for (let sent = 0; sent < HUGE_BYTES; sent += CHUNK.length) yield CHUNK;
	yield BODY_END;
}

function send(
	fault: Fault,
	reply: FastifyReply,
	body: string | Buffer | Readable,
	headers: Readonly<Record<string, string>> = {},
): void {
	const planned = fault.body === undefined ? body : bodyText(fault.body);
	reply
		.code(fault.status ?? usualStatus(fault))
		.headers({ 'content-type': fault.contentType ?? 'application/json', ...headers })
		.headers(fault.headers ?? {})
		.send(planned);
}

function bodyText(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

/** As fast as the reader takes it, without end. */
function* endlessBody() {
	yield BODY_START;
	for (;;) yield CHUNK;
}

/** A byte now and then: never idle for long, never done. */
async function* drippingBody() {
	yield BODY_START;
	for (;;) {
		await wait(DRIP_MILLISECONDS);
		yield Buffer.from('x');
	}
}

function breakOff(reply: FastifyReply, end: () => void): void {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'application/json', 'content-length': PROMISED_BYTES });
	raw.write('{"truncated":', end);
}
