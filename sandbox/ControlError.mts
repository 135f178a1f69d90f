/** A control request that makes no sense; the message says why. */
export class ControlError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'ControlError';
	}
}
