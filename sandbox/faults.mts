import type { OperationKind } from './exchange.mts';
import type { ProviderId } from './providers.mts';

/** Ways in which an answer goes wrong that a status and a body cannot express. */
export const faultKinds = [
	'reset',
	'resetMidway',
	'endless',
	'drip',
	'huge',
	'html',
	'notJson',
	'noToken',
	'redirect',
	'truncated',
	'invalidUtf8',
	'notGzip',
	'wrongType',
	'executeThenReset',
] as const;

type FaultKind = (typeof faultKinds)[number];

export interface Fault {
	readonly provider: ProviderId;
	/** An operation of the contract, `token`, `refresh` or `logout` for what a call does, or `*`. */
	readonly operationId: string;
	/** Hits only requests in this lane. */
	readonly lane?: string;
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
	readonly lane: string | undefined;
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

function matches({ provider, operationId, lane }: Fault, target: FaultTarget): boolean {
	return (
		provider === target.provider &&
		(lane === undefined || lane === target.lane) &&
		(operationId === '*' || operationId === target.operationId || operationId === target.kind)
	);
}
