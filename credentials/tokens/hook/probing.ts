/** What the Test says about the provider's answer to a harmless read. */
import type { Answer } from '../endpoint/outcome';
import {
	CredentialsRejectedError,
	ProviderUnavailableError,
	unreachable,
} from '../endpoint/problems';
import { isNoAnswer, type Send } from '../request/send';
import { type Probe, type CredentialSource, verdictOf } from '../sources/source';

interface Probing<Settings> {
	readonly source: CredentialSource<Settings>;
	readonly settings: Settings;
	readonly send: Send;
	readonly accessToken: string;
	/**
	 * The error for credentials that were entered. Without it, a refusal concerns a token just
	 * granted.
	 */
	readonly refusal?: string;
}

/**
 * Asks the provider about a token or key, if it can be asked.
 *
 * @throws with a sentence for the user unless the provider accepts it
 */
export async function assertProbed<Settings>(probing: Probing<Settings>): Promise<void> {
	const { source, settings, send, accessToken } = probing;
	const { probe, provider } = source;
	if (probe === undefined) return;
	const { addressField = source.problem(settings).addressField } = probe;
	const request = probe.request(settings, accessToken);
	const answer = await send(request);
	if (isNoAnswer(answer)) throw unreachable(provider, request.url, addressField, answer);
	if (verdictOf(probe, answer) === 'refused') {
		throw new CredentialsRejectedError(
			probing.refusal ?? probe.refusal ?? `${provider} refused the token.`,
		);
	}
	const complaint = complaintOf(probe, provider, answer);
	if (complaint !== undefined) throw new ProviderUnavailableError(complaint);
	if (isSuccess(probe, answer.status)) return;
	throw unreachable(provider, request.url, addressField, {
		reason: `answered with HTTP status ${answer.status}`,
	});
}

function complaintOf<Settings>(
	probe: Probe<Settings>,
	provider: string,
	answer: Answer,
): string | undefined {
	const own = probe.complaint?.(answer);
	if (own !== undefined) return own;
	if (answer.status === 429) {
		return `${provider} accepts no more requests for now (HTTP 429). Wait a minute, then press Retry.`;
	}
	if (answer.status === 403 && probe.isReachedByAnyAnswer !== true) {
		return `${provider} knows these credentials but does not allow them this request. Ask ${provider} for the missing permission.`;
	}
	return undefined;
}

function isSuccess(
	{ isReachedByAnyAnswer }: Pick<Probe<unknown>, 'isReachedByAnyAnswer'>,
	status: number,
) {
	if (status >= 200 && status < 300) return true;
	return isReachedByAnyAnswer === true && status >= 400 && status < 500;
}
