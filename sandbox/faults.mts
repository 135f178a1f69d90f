import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wait } from './clock.mts';
import type { OperationKind } from './exchange.mts';
import type { ProviderId } from './providers.mts';

/** Ways in which an answer goes wrong that a status and a body cannot express. */
export const faultKinds = [
	'reset',
	'endless',
	'drip',
	'huge',
	'html',
	'notJson',
	'noToken',
	'redirect',
	'truncated',
	'invalidUtf8',
	'executeThenReset',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
	readonly provider: ProviderId;
	/** An operation of the contract, `token`, `refresh` or `logout` for what a call does, or `*`. */
	readonly operationId: string;
	/** How many requests it hits; one unless told. */
	readonly times?: number | 'always';
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly contentType?: string;
	/** Alone, it only delays the real answer. */
	readonly delayMilliseconds?: number;
	readonly kind?: FaultKind;
	/** Target of a redirect; the same path on the foreign host unless told. */
	readonly location?: string;
}

/** The request that a fault may hit. */
export interface FaultTarget {
	readonly provider: ProviderId;
	readonly operationId: string;
	readonly kind: OperationKind;
}

interface PlannedFault {
	readonly fault: Fault;
	left: number;
}

/** Faults that wait for a request to hit, in the order in which they were planned. */
export class Faults {
	private planned: PlannedFault[] = [];

	plan(fault: Fault): void {
		const times = fault.times ?? 1;
		this.planned.push({ fault, left: times === 'always' ? Infinity : times });
	}

	clear(): void {
		this.planned = [];
	}

	/** The fault for a request, used up by one. */
	take(target: FaultTarget): Fault | undefined {
		const hit = this.planned.find(({ fault, left }) => left > 0 && matches(fault, target));
		if (!hit) return undefined;
		hit.left -= 1;
		this.planned = this.planned.filter(({ left }) => left > 0);
		return hit.fault;
	}
}

function matches({ provider, operationId }: Fault, target: FaultTarget): boolean {
	return (
		provider === target.provider &&
		(operationId === '*' || operationId === target.operationId || operationId === target.kind)
	);
}

/** Whether a fault answers in place of the operation, or lets it work (late, or in vain). */
export function replacesAnswer({ kind, status, body, headers, contentType }: Fault): boolean {
	if (kind === 'executeThenReset') return false;
	return [kind, status, body, headers, contentType].some((part) => part !== undefined);
}

/** The status under which statistics count a fault that answered. */
export function faultStatus({ kind, status }: Fault): number | string {
	if (kind === 'reset' || kind === 'truncated' || kind === 'endless' || kind === 'drip')
		return kind;
	return status ?? (kind === 'redirect' ? 302 : kind === undefined ? 500 : 200);
}

const HUGE_BYTES = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
const DRIP_MILLISECONDS = 100;

/** Gives the answer that a fault stands for. */
export async function performFault(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	foreignUrl: string,
): Promise<void> {
	switch (fault.kind) {
		case 'reset':
			return resetConnection(reply);
		case 'endless':
			return await sendEndless(reply);
		case 'drip':
			return await sendDrip(reply);
		case 'truncated':
			return sendTruncated(reply);
		case 'redirect':
			return send(fault, reply, 302, '', { location: fault.location ?? foreignUrl + request.url });
		case 'huge':
			return send(fault, reply, 200, hugeBody());
		case 'html':
			return send({ contentType: 'text/html', ...fault }, reply, 200, htmlPage);
		case 'notJson':
			return send(fault, reply, 200, 'this is { not JSON');
		case 'noToken':
			return send(fault, reply, 200, '{}');
		case 'invalidUtf8':
			return send(fault, reply, 200, invalidUtf8Body);
		default:
			return send(fault, reply, 500, '');
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
	fault: Pick<Fault, 'status' | 'headers' | 'body' | 'contentType'>,
	reply: FastifyReply,
	status: number,
	body: string | Buffer,
	headers: Readonly<Record<string, string>> = {},
): void {
	const planned = fault.body === undefined ? body : bodyText(fault.body);
	reply
		.code(fault.status ?? status)
		.headers({ 'content-type': fault.contentType ?? 'application/json', ...headers })
		.headers(fault.headers ?? {})
		.send(planned);
}

function bodyText(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

async function sendEndless(reply: FastifyReply): Promise<void> {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'application/json' });
	raw.write('{"padding":"');
	while (!raw.destroyed) {
		if (!raw.write(CHUNK)) await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
	}
}

async function sendDrip(reply: FastifyReply): Promise<void> {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'application/json' });
	raw.write('{"padding":"');
	while (!raw.destroyed) {
		raw.write('x');
		await wait(DRIP_MILLISECONDS);
	}
}

function sendTruncated(reply: FastifyReply): void {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
	raw.write('{"truncated":', () => raw.socket?.end());
}
