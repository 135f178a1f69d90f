import { randomUUID } from 'node:crypto';
import type { Context } from '../context.mts';
import { Refusal, type Answer, type IncomingCall, type RefusalReason } from '../exchange.mts';
import type { ProviderErrors } from '../provider.mts';

/** A success in the envelope that all REST answers wear. */
export function success(data: unknown, message = ''): Answer {
	return { status: 200, body: { success: true, data, errorCode: '', message } };
}

/** An error by its documented code. */
export interface EcGridError {
	readonly status: number;
	readonly errorCode: string;
	readonly message: string;
}

/** ECGrid's errors, in whichever of the two documented bodies the settings choose. */
export class EcGridErrors implements ProviderErrors {
	private readonly context: Context;

	constructor(context: Context) {
		this.context = context;
	}

	answer({ status, errorCode, message }: EcGridError): Answer {
		if (this.context.settings.ecgrid.errorForm === 'envelope') {
			return { status, body: { success: false, errorCode, message, data: null } };
		}
		const problem = { title: errorCode, status, detail: message, traceId: randomUUID() };
		return { status, contentType: 'application/problem+json', body: problem };
	}

	refusal(status: number, errorCode: string, message: string): Refusal {
		return new Refusal(this.answer({ status, errorCode, message }));
	}

	unauthorized(reason: RefusalReason, call: IncomingCall): Answer {
		const byToken = call.headers.authorization !== undefined;
		return byToken
			? this.answer({ status: 401, errorCode: 'InvalidSession', message: `Session ${reason}.` })
			: this.answer({ status: 401, errorCode: 'InvalidAPIKey', message: `API key ${reason}.` });
	}

	invalid(message: string): Answer {
		return this.answer({ status: 400, errorCode: 'InvalidParameter', message });
	}

	notFound(message: string): Answer {
		return this.answer({ status: 404, errorCode: 'ObjectNotFound', message });
	}

	broken(status: 500 | 501, message: string): Answer {
		return this.answer({ status, errorCode: 'InternalError', message });
	}
}
