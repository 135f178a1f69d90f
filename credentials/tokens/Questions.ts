import { ANSWER_LIFETIME } from './policy';
import type { Verdict } from './token';

/** Questions to the provider about a token, shared by all whose requests failed together. */
export class Questions {
	private latest?: {
		readonly digest: string;
		readonly verdict: Promise<Verdict>;
		readonly at: number;
	};

	/** The provider's verdict on a token; a question that was put lately is not put again. */
	async put(
		digest: string,
		question: () => Promise<Verdict | undefined>,
		now: number,
	): Promise<Verdict> {
		const { latest } = this;
		if (latest?.digest === digest && now - latest.at < ANSWER_LIFETIME) return await latest.verdict;
		const verdict = question().then(
			(answer): Verdict => answer ?? 'unknown',
			(): Verdict => 'unknown',
		);
		this.latest = { digest, verdict, at: now };
		return await verdict;
	}
}
