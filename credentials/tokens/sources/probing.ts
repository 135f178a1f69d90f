/** Asks a provider about a token or key, by the harmless read that its source names. */
import { type Answer, judgeTransport, judgeVerdict } from '../endpoint/outcome';
import {
	CredentialsRejectedError,
	ProviderUnavailableError,
	targetOf,
	unreachable,
	type AddressProblem,
} from '../endpoint/problems';
import type { Verdict } from '../lifecycle/token';
import { isNoAnswer, type Send } from '../request/send';
import type { CredentialSource, Probe } from './source';

/** Whether the provider accepts a token; 'unknown' if there is no answer to judge. */
export async function introspect<Settings>(
	{ probe }: Pick<CredentialSource<Settings>, 'probe'>,
	settings: Settings,
	send: Send,
	accessToken: string,
): Promise<Verdict> {
	if (probe === undefined) return 'unknown';
	const answer = await send(probe.request(settings, accessToken));
	return isNoAnswer(answer) ? 'unknown' : verdictOf(probe, answer);
}

/**
 * Makes sure that the provider accepts a token that it has just granted, or the key that the user
 * entered, if it can be asked.
 *
 * @throws with a sentence for the user unless the provider accepts it
 */
export async function assertAccepted<Settings>(
	source: CredentialSource<Settings>,
	settings: Settings,
	send: Send,
	sent: { readonly token: string } | { readonly key: string },
): Promise<void> {
	const { probe, provider } = source;
	if (probe === undefined) return;
	const { addressField = source.problem(settings).addressField } = probe;
	const request = probe.request(settings, 'key' in sent ? sent.key : sent.token);
	const answer = await send(request);
	if (isNoAnswer(answer)) throw unreachable(provider, request.url, addressField, answer);
	if (verdictOf(probe, answer) === 'refused') {
		const { refusal = `${provider} refused the token.` } = probe;
		throw new CredentialsRejectedError('key' in sent ? keyRefusal(source, settings) : refusal);
	}
	const obstacle = obstacleIn(probe, answer);
	if (obstacle !== undefined) throw unreachable(provider, request.url, addressField, obstacle);
	const complaint = complaintOf(probe, provider, answer);
	if (complaint !== undefined) throw new ProviderUnavailableError(complaint);
	if (isSuccess(probe, answer.status)) return;
	throw unreachable(provider, request.url, addressField, {
		reason: `answered with HTTP status ${answer.status}`,
	});
}

/**
 * What a user reads if the provider refuses what was entered.
 *
 * @param what its display name, if it is not what the source says
 */
export function keyRefusal<Settings>(
	source: CredentialSource<Settings>,
	settings: Settings,
	what?: string,
): string {
	if (what === undefined && source.keyRefusal !== undefined) return source.keyRefusal;
	const fields = what ?? source.problem(settings).secretFields;
	return `${source.provider} refused the ${fields}. Check it in the credential.`;
}

function verdictOf({ verdict = judgeVerdict }: Pick<Probe<unknown>, 'verdict'>, answer: Answer) {
	return verdict(answer);
}

/**
 * What shows that the answer comes from something on the way to the provider, such as a proxy or
 * its sign-in page; undefined if nothing does.
 */
function obstacleIn(
	probe: Pick<Probe<unknown>, 'isReachedByAnyAnswer'>,
	answer: Answer,
): AddressProblem | undefined {
	const outcome = judgeTransport(answer, Date.now());
	switch (outcome?.kind) {
		case 'unavailable':
			return outcome;
		case 'malformed':
			// A provider may send a page with an error of its own, never with a success.
			return answer.status >= 400 && isSuccess(probe, answer.status) ? undefined : outcome;
		case 'wrongAddress':
			return answer.status < 400
				? { reason: `redirects to ${targetOf(outcome.location)}` }
				: undefined;
		default:
			return undefined;
	}
}

function complaintOf(
	{ complaint, isReachedByAnyAnswer }: Pick<Probe<unknown>, 'complaint' | 'isReachedByAnyAnswer'>,
	provider: string,
	answer: Answer,
): string | undefined {
	const own = complaint?.(answer);
	if (own !== undefined) return own;
	if (answer.status === 429) {
		return `${provider} is not accepting any more requests right now (HTTP 429). Wait a minute, then press Retry.`;
	}
	if (answer.status === 403 && isReachedByAnyAnswer !== true) {
		return `${provider} recognizes these credentials but does not allow this request. Ask ${provider} for the missing permission.`;
	}
	return undefined;
}

function isSuccess(
	{ isReachedByAnyAnswer }: Pick<Probe<unknown>, 'isReachedByAnyAnswer'>,
	status: number,
): boolean {
	if (status >= 200 && status < 300) return true;
	return isReachedByAnyAnswer === true && status >= 400 && status < 500;
}
