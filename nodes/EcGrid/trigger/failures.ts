import type { ITriggerFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Until then a failure is taken for a passing one. */
const FAILURES_BEFORE_ALARM = 3;

/** Tells the user what went wrong in the background. */
export class FailureReports {
	private readonly functions: ITriggerFunctions;
	private failuresInARow = 0;

	constructor(functions: ITriggerFunctions) {
		this.functions = functions;
	}

	/** A poll went well. */
	clear(): void {
		this.failuresInARow = 0;
	}

	/**
	 * Shows up as a failed execution. n8n 1.x cannot do that: there the third failure in a row stops
	 * the trigger, which runs the error workflow; n8n then starts it again at growing intervals.
	 */
	report(error: unknown): void {
		const failure = error instanceof Error ? error : new Error(String(error));
		const { functions } = this;
		this.failuresInARow += 1;
		functions.logger.warn(`ECGrid Trigger: ${failure.message}`);
		if ('saveFailedExecution' in functions) {
			functions.saveFailedExecution(failure as NodeApiError | NodeOperationError);
		} else if (this.failuresInARow === FAILURES_BEFORE_ALARM) {
			this.emitError(failure);
		}
	}

	private emitError(failure: Error): void {
		this.failuresInARow = 0;
		this.functions.emitError(failure);
	}
}
