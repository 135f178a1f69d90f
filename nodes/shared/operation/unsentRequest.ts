import type { Output } from './operation';

/**
 * Ends an operation of a Dry Run in place of a request that would change something. It is not a
 * failure.
 */
export class UnsentRequest extends Error {
	readonly output: Output;

	constructor(output: Output) {
		super('Dry Run: the request was not sent');
		this.output = output;
	}
}
