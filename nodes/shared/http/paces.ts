/** Makes the requests of one credential wait for each other, in all executions of this process. */
import { NodeOperationError } from 'n8n-workflow';

import { retryAfterSeconds } from '../../../credentials/lib/retryAfter';
import { Pace } from './pace';
import { CANCELLED, cancelSignalOf, isCancelled } from './cancelling';
import { isTimeOut } from './thrown';
import type { ApiAnswer, RequestFunctions } from './types';
import { noteWait, waitUnlessCancelled } from './waits';

/** More accounts than one n8n talks to. The least recently used one is forgotten. */
const MOST_KEPT = 500;

/** Longer waits belong in the workflow, where the user sees them. */
export const LONGEST_PAUSE_SECONDS = 60;

/** With these, a gateway or the provider says that it has given up waiting. */
const NOT_IN_TIME = [408, 504];

/** What a request says about itself. */
export interface Traveller {
	/** Waits for room, for the end of a pause that the provider asked for, or for nothing. */
	waitsFor: 'room' | 'pauseEnd' | 'nothing';
	/** Requests whose times can be compared. */
	kind: string;
}

/** The requests of one credential. Only as many leave as the provider answers. */
export class Line {
	private readonly pace = new Pace();
	/** Settles when everyone who stands in line has left it. */
	private last: Promise<unknown> = Promise.resolve();
	private wake = () => {};

	/**
	 * Sends a request when its turn has come, and learns from how it ends.
	 *
	 * @throws NodeOperationError if the execution is cancelled before it is sent
	 */
	async send<Answer extends ApiAnswer>(
		functions: RequestFunctions,
		{ waitsFor, kind }: Traveller,
		request: () => Promise<Answer>,
	): Promise<Answer> {
		if (waitsFor === 'pauseEnd') await this.pauseEnd(functions);
		const departure = waitsFor === 'room' ? await this.turn(functions) : this.pace.leave(now());
		return await request()
			.then(
				(answer) => {
					this.learn(departure, answer, kind);
					return answer;
				},
				async (error: unknown) => {
					if (isTimeOut(error)) this.pace.refused(departure, now());
					else this.pace.ended(departure, now());
					return await Promise.reject(error);
				},
			)
			.finally(() => {
				this.wake();
			});
	}

	private learn(departure: number, answer: ApiAnswer, kind: string): void {
		if (isThrottled(answer)) {
			const seconds = retryAfterSeconds(answer.headers, Date.now()) ?? 0;
			const pause = seconds > LONGEST_PAUSE_SECONDS ? 0 : seconds * 1_000;
			this.pace.refused(departure, now(), pause);
		} else if (NOT_IN_TIME.includes(answer.status)) {
			this.pace.refused(departure, now());
		} else {
			this.pace.answered(departure, now(), kind);
		}
	}

	/** First come, first served, across all executions. */
	private async turn(functions: RequestFunctions): Promise<number> {
		const before = this.last;
		const turn = before.then(async () => await this.room(functions));
		this.last = turn.then(
			() => undefined,
			() => undefined,
		);
		const isPaused = this.pace.pause(now()) > 0;
		return await (isPaused ? noteWait(functions, turn) : turn);
	}

	/** Waits at the head of the line. */
	private async room(functions: RequestFunctions): Promise<number> {
		const signal = cancelSignalOf(functions);
		const wake = () => {
			this.wake();
		};
		signal?.addEventListener('abort', wake);
		try {
			for (;;) {
				refuseCancelled(functions);
				const milliseconds = this.pace.wait(now());
				if (milliseconds === 0) return this.pace.leave(now());
				if (milliseconds === undefined) await this.nextEnd();
				else await waitUnlessCancelled(functions, milliseconds);
			}
		} finally {
			signal?.removeEventListener('abort', wake);
		}
	}

	private async pauseEnd(functions: RequestFunctions): Promise<void> {
		for (let left = this.pace.pause(now()); left > 0; left = this.pace.pause(now())) {
			refuseCancelled(functions);
			await waitUnlessCancelled(functions, left);
		}
	}

	private async nextEnd(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.wake = resolve;
		});
	}
}

const lines = new Map<string, Line>();

/** The line of a node's credential. If its fields are expressions, all its accounts share one. */
export function lineOf(functions: RequestFunctions, credentialType: string): Line {
	const id = functions.getNode().credentials?.[credentialType]?.id ?? '';
	const key = `${credentialType}:${id}`;
	const line = lines.get(key) ?? new Line();
	lines.delete(key);
	lines.set(key, line);
	const oldest = lines.size > MOST_KEPT ? lines.keys().next().value : undefined;
	if (oldest !== undefined) lines.delete(oldest);
	return line;
}

/** Whether an answer says that there are too many requests. */
export function isThrottled({ status }: ApiAnswer): boolean {
	return status === 429 || status === 503;
}

function refuseCancelled(functions: RequestFunctions): void {
	if (isCancelled(functions)) throw new NodeOperationError(functions.getNode(), CANCELLED);
}

/** Never jumps, unlike the time of day. */
function now(): number {
	return performance.now();
}
