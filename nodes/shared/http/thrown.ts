/**
 * Reads what n8n's request functions throw. n8n 2.x keeps the HTTP client's error as the cause of
 * its own; n8n 1.x loses it, and keeps only the status or code and a JSON body.
 */
import { networkProblem, TIME_OUTS } from '../../../credentials/lib/network';

interface Thrown {
	name?: string;
	message?: string;
	cause?: unknown;
	/** From the HTTP client's own error. */
	code?: unknown;
	/** The same, if n8n keeps it. */
	httpCode?: unknown;
}

/** The message of the error that n8n wraps in its own, which has another message. */
export function messageOf(error: unknown): string {
	const chain = chainOf(error);
	const own = chain.find(({ name }) => name !== 'NodeApiError') ?? chain.at(-1);
	return own?.message ?? String(error);
}

/** With these words n8n's Engine 2.0 refuses credentials whose tokens are renewed. */
const REFUSED_BY_ENGINE = /Engine 2\.0 does not support credentials with an expirable property/;

/** Whether the engine that runs the workflow does not support the credential. */
export function isRefusedByEngine(error: unknown): boolean {
	return chainOf(error).some(({ message = '' }) => REFUSED_BY_ENGINE.test(message));
}

/** Codes of n8n's own database and of its encryption: nothing was sent then. */
const INSIDE_N8N = /^(SQLITE_|ERR_OSSL_)/;

/**
 * Why there was no answer, in words, because n8n replaces any message that contains such a code.
 * Undefined for errors that do not come from the network: those end before anything is sent.
 */
export function networkProblemIn(error: unknown): string | undefined {
	const code = codeOf(error);
	if (code === undefined || INSIDE_N8N.test(code)) return undefined;
	return networkProblem(code)?.clause ?? `the connection failed (${code.toLowerCase()})`;
}

/** Whether no answer came within the time limit. */
export function isTimeOut(error: unknown): boolean {
	return TIME_OUTS.includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
	const codes = chainOf(error).flatMap(({ code, httpCode }) => [code, httpCode]);
	const isCode = (one: unknown): one is string => typeof one === 'string' && /^[A-Z_]+$/.test(one);
	return codes.find(isCode);
}

/** An error and its causes, outermost first. */
function chainOf(error: unknown): Thrown[] {
	const chain: Thrown[] = [];
	let current: unknown = error;
	while (typeof current === 'object' && current !== null && chain.length < 5) {
		chain.push(current);
		current = (current as Thrown).cause;
	}
	return chain;
}
