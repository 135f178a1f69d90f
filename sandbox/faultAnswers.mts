import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wait } from './clock.mts';
import type { Fault } from './faults.mts';

/** Whether a fault answers in place of the operation, or lets it work (late, or in vain). */
export function replacesAnswer({ kind, status, body, headers, contentType }: Fault): boolean {
	if (kind === 'executeThenReset') return false;
	return [kind, status, body, headers, contentType].some((part) => part !== undefined);
}

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

const withoutStatus: ReadonlySet<string> = new Set(['reset', 'truncated', 'endless', 'drip']);
const HUGE_BYTES = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
const BODY_START = Buffer.from('{"padding":"');
const DRIP_MILLISECONDS = 100;

/** Gives the answer that a fault stands for. */
export function performFault(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	foreignUrl: string,
): void {
	switch (fault.kind) {
		case 'reset':
			return resetConnection(reply);
		case 'endless':
			return send(fault, reply, Readable.from(endlessBody(), { objectMode: false }));
		case 'drip':
			return send(fault, reply, Readable.from(drippingBody(), { objectMode: false }));
		case 'truncated':
			return sendTruncated(reply);
		case 'redirect':
			return send(fault, reply, '', { location: fault.location ?? foreignUrl + request.url });
		case 'huge':
			return send(fault, reply, hugeBody());
		case 'html':
			return send({ contentType: 'text/html', ...fault }, reply, htmlPage);
		case 'notJson':
			return send(fault, reply, 'this is { not JSON');
		case 'noToken':
			return send(fault, reply, '{}');
		case 'invalidUtf8':
			return send(fault, reply, invalidUtf8Body);
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

function hugeBody(): Buffer {
	const body = Buffer.alloc(HUGE_BYTES, 'x');
	body.write('{"padding":"');
	body.write('"}', HUGE_BYTES - 2);
	return body;
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
async function* endlessBody() {
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

function sendTruncated(reply: FastifyReply): void {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
	raw.write('{"truncated":', () => raw.socket?.end());
}
