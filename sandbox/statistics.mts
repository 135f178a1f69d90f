import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, OperationKind, RefusalReason } from './exchange.mts';
import { forEachProvider, type ProviderId } from './providers.mts';

/** How many of the latest invalid requests are kept with their message. */
const INVALID_REQUESTS_KEPT = 100;

interface GrantCounts {
	total: number;
	granted: number;
	refused: number;
	/** Requests that a planned fault answered. */
	faulted: number;
}

export interface ProviderStatistics {
	requests: number;
	/** Requests that have arrived, per operation, answered or not. */
	arrivals: Record<string, number>;
	/** Bytes that clients took of huge and endless bodies, and what the system buffered for them. */
	bytes: number;
	token: GrantCounts;
	refresh: GrantCounts;
	logout: number;
	/** API calls that authentication turned away, by reason. */
	refused: Record<RefusalReason, number>;
	/** Requests that break the contract. */
	invalid: number;
	/** Counts per operation and HTTP status; a broken connection counts under the fault's kind. */
	operations: Record<string, Record<string, number>>;
}

export interface InvalidRequest {
	readonly provider: ProviderId;
	readonly operationId: string;
	readonly message: string;
}

export interface ForeignRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface StatisticsReport {
	readonly providers: Record<ProviderId, ProviderStatistics>;
	/** The same for each lane, over all providers. */
	readonly lanes: Record<string, ProviderStatistics>;
	/** Requests per tag, refused ones included: how often the client sent it. */
	readonly tags: Record<string, number>;
	/** Requests per tag that got past authentication and were carried out. */
	readonly executions: Record<string, number>;
	/** Tags that were carried out more than once. */
	readonly duplicates: readonly string[];
	readonly invalidRequests: readonly InvalidRequest[];
	/** Everything that reached the foreign host. */
	readonly foreign: readonly ForeignRequest[];
}

/** One request that has arrived. */
export interface ArrivedRequest {
	readonly provider: ProviderId;
	readonly operationId: string;
	readonly lane: string | undefined;
	readonly tag: string | undefined;
}

/** One finished request. `status` is the HTTP status, or a fault's kind where there was none. */
export interface FinishedRequest extends ArrivedRequest {
	readonly kind: OperationKind;
	readonly status: number | string;
	readonly answer: Answer | undefined;
	/** Whether a planned fault replaced the answer. */
	readonly faulted: boolean;
}

/** Counts what clients did. */
export class Statistics {
	private providers = forEachProvider(emptyProvider);
	private lanes = new Map<string, ProviderStatistics>();
	private tags = new Map<string, number>();
	private executions = new Map<string, number>();
	private invalidRequests: InvalidRequest[] = [];
	private foreign: ForeignRequest[] = [];

	recordArrival(request: ArrivedRequest): void {
		for (const { arrivals } of this.countsOf(request)) {
			arrivals[request.operationId] = (arrivals[request.operationId] ?? 0) + 1;
		}
		if (request.tag !== undefined) increment(this.tags, request.tag);
	}

	recordBytes(request: ArrivedRequest, count: number): void {
		for (const counts of this.countsOf(request)) counts.bytes += count;
	}

	recordForeign(request: ForeignRequest): void {
		this.foreign.push(request);
	}

	record(request: FinishedRequest): void {
		for (const counts of this.countsOf(request)) {
			counts.requests += 1;
			countOperation(counts, request.operationId, request.status);
			countGrant(counts, request);
			countRefusal(counts, request.answer);
		}
		if (request.answer) this.recordAnswer(request, request.answer);
	}

	report(): StatisticsReport {
		const executions = Object.fromEntries(this.executions);
		return structuredClone({
			providers: this.providers,
			lanes: Object.fromEntries(this.lanes),
			tags: Object.fromEntries(this.tags),
			executions,
			duplicates: Object.keys(executions).filter((tag) => (executions[tag] ?? 0) > 1),
			invalidRequests: this.invalidRequests,
			foreign: this.foreign,
		});
	}

	reset(): void {
		this.providers = forEachProvider(emptyProvider);
		this.lanes = new Map();
		this.tags = new Map();
		this.executions = new Map();
		this.invalidRequests = [];
		this.foreign = [];
	}

	/** Where a request is counted: for its provider, and for its lane if it has one. */
	private countsOf({ provider, lane }: ArrivedRequest): ProviderStatistics[] {
		if (lane === undefined) return [this.providers[provider]];
		const ofLane = this.lanes.get(lane) ?? emptyProvider();
		this.lanes.set(lane, ofLane);
		return [this.providers[provider], ofLane];
	}

	private recordAnswer(
		{ provider, operationId, tag }: FinishedRequest,
		{ refused, invalid }: Answer,
	): void {
		if (refused !== undefined) return;
		if (invalid !== undefined) {
			this.invalidRequests.push({ provider, operationId, message: invalid });
			this.invalidRequests.splice(0, this.invalidRequests.length - INVALID_REQUESTS_KEPT);
		} else if (tag !== undefined) {
			increment(this.executions, tag);
		}
	}
}

function emptyProvider(): ProviderStatistics {
	return {
		requests: 0,
		arrivals: {},
		bytes: 0,
		token: { total: 0, granted: 0, refused: 0, faulted: 0 },
		refresh: { total: 0, granted: 0, refused: 0, faulted: 0 },
		logout: 0,
		refused: { none: 0, unknown: 0, expired: 0, revoked: 0 },
		invalid: 0,
		operations: {},
	};
}

function increment(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countOperation(
	counts: ProviderStatistics,
	operationId: string,
	status: number | string,
): void {
	const byStatus = (counts.operations[operationId] ??= {});
	byStatus[status] = (byStatus[status] ?? 0) + 1;
}

function countRefusal(counts: ProviderStatistics, answer: Answer | undefined): void {
	if (answer?.refused !== undefined) counts.refused[answer.refused] += 1;
	else if (answer?.invalid !== undefined) counts.invalid += 1;
}

function countGrant(counts: ProviderStatistics, { kind, status, faulted }: FinishedRequest): void {
	if (kind === 'logout') counts.logout += 1;
	if (kind !== 'token' && kind !== 'refresh') return;
	const grants = counts[kind];
	grants.total += 1;
	if (faulted) grants.faulted += 1;
	else if (status === 200) grants.granted += 1;
	else grants.refused += 1;
}
