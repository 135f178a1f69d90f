import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.mts';
import type { Answer, OperationKind } from '../../exchange.mts';
import { runExchange } from '../../pipeline.mts';
import { takeTag } from '../../tags.mts';
import type { Users } from '../Users.mts';
import {
	contentTypeOf,
	readCall,
	writeFault,
	writeResult,
	type SoapCall,
	type SoapFault,
	type SoapVersion,
} from './envelope.mts';
import { checkValues, problemWithNames } from './checks.mts';
import type { SoapContract, SoapSignature } from './contract.mts';
import { failures, faultFor, frameworkFault, SoapRefusal, type Failure } from './faults.mts';
import { openMethods, sessionMethods, type SoapMethod } from './methods.mts';
import { parcelMethods } from './parcelMethods.mts';
import { partnerMethods } from './partnerMethods.mts';
import { sampleOf } from './samples.mts';
import type { SoapRecords } from './SoapRecords.mts';
import { SoapSessions } from './SoapSessions.mts';

const SOAP_PATH = '/ecgrid/v4.1/prod/ECGridOS.asmx';

const kinds: Readonly<Record<string, OperationKind>> = { Login: 'token', Logout: 'logout' };

/** Not in the service's description: the documentation site alone has it. */
const UNDESCRIBED: Readonly<Record<string, SoapSignature>> = {
	SessionInfo: { parameters: [], result: 'SessionInfo', inSession: true },
};

/** Plays ECGrid's SOAP service in SOAP 1.1 and 1.2 and in both namespaces. */
export class SoapService {
	readonly sessions: SoapSessions;
	private readonly contract: SoapContract;
	private readonly context: Context;
	private readonly users: Users;
	private readonly methods: Readonly<Record<string, SoapMethod>>;
	private readonly openMethods: Readonly<Record<string, () => string>>;

	constructor(context: Context, users: Users, contract: SoapContract, records: SoapRecords) {
		this.context = context;
		this.users = users;
		this.contract = contract;
		this.sessions = new SoapSessions(context, users);
		this.methods = {
			...sessionMethods(context, this.sessions),
			...parcelMethods(records),
			...partnerMethods(records),
		};
		this.openMethods = openMethods(context);
	}

	register(app: FastifyInstance): void {
		app.post(SOAP_PATH, async (request, reply) => {
			const text = typeof request.body === 'string' ? request.body : '';
			const call = readCall(request.headers, text);
			const operationId = 'method' in call ? call.method : 'unreadable';
			const exchange = {
				provider: 'ecgrid',
				operationId,
				kind: kinds[operationId] ?? 'other',
				request,
				reply,
				tag: takeTag(request.headers, request.query as Record<string, unknown>, undefined).tag,
			} as const;
			await runExchange(this.context, exchange, async () =>
				'problem' in call ? this.invalid(call.version, call.problem) : this.run(call),
			);
			return reply;
		});
	}

	private run(call: SoapCall): Answer {
		const given = namedParameters(call);
		if (call.method === 'Login') return this.logIn(call, given);
		const signature = this.contract.methods.get(call.method) ?? UNDESCRIBED[call.method];
		if (!signature) return this.invalid(call.version, `There is no method ${call.method}.`);
		try {
			return signature.inSession
				? this.runInSession(call, signature, given)
				: this.runOpen(call, signature, given);
		} catch (error) {
			if (!(error instanceof SoapRefusal)) throw error;
			return this.failure(call.version, error.failure);
		}
	}

	private runOpen(call: SoapCall, signature: SoapSignature, parameters: Parameters): Answer {
		const problem = problemWithNames(Object.keys(parameters), signature);
		if (problem !== undefined) return this.invalid(call.version, problem);
		checkValues(parameters, signature.parameters, this.contract);
		const open = this.openMethods[call.method];
		return result(call, open ? open() : sampleOf(signature.result, this.contract));
	}

	private runInSession(call: SoapCall, signature: SoapSignature, parameters: Parameters): Answer {
		const sessionId = parameters['SessionID'] ?? '';
		const caller = this.sessions.use(sessionId);
		if (typeof caller === 'string') {
			return { ...this.failure(call.version, failures.session), refused: caller };
		}
		const problem = problemWithNames(Object.keys(parameters), signature);
		if (problem !== undefined) return this.invalid(call.version, problem);
		checkValues(parameters, signature.parameters, this.contract);
		const user = this.users.of(caller.account);
		const method = this.methods[call.method];
		return result(
			call,
			method ? method({ parameters, sessionId, user }) : sampleOf(signature.result, this.contract),
		);
	}

	private logIn(call: SoapCall, parameters: Parameters): Answer {
		const { loginParameter } = this.context.settings.ecgrid;
		const byEmail = loginParameter === 'both' ? 'Email' in parameters : loginParameter === 'Email';
		const nameParameter = byEmail ? 'Email' : 'LoginName';
		const problem = problemWithNames(Object.keys(parameters), loginSignature(nameParameter));
		if (problem !== undefined) return this.invalid(call.version, problem);
		const name = parameters[nameParameter] ?? '';
		const outcome = this.users.logIn(name, parameters['Password'] ?? '');
		if ('problem' in outcome) {
			const failure = outcome.problem === 'locked' ? failures.lockedOut : failures.login;
			return this.failure(call.version, failure);
		}
		const sessionId = this.sessions.open(outcome.user);
		return sessionId === undefined
			? this.failure(call.version, failures.tooManySessions)
			: result(call, sessionId);
	}

	private failure(version: SoapVersion, failure: Failure): Answer {
		return this.fault(version, faultFor(failure, this.context.settings.ecgrid));
	}

	private invalid(version: SoapVersion, problem: string): Answer {
		return { ...this.fault(version, frameworkFault(problem)), invalid: problem };
	}

	private fault(version: SoapVersion, soapFault: SoapFault): Answer {
		const status = this.context.settings.ecgrid.faultStatus;
		return { status, contentType: contentTypeOf(version), body: writeFault(version, soapFault) };
	}
}

type Parameters = Readonly<Record<string, string>>;

/** The description and the documentation disagree about the name of the login. */
function loginSignature(nameParameter: string): Pick<SoapSignature, 'parameters' | 'inSession'> {
	const parameters = [nameParameter, 'Password'].map((name) => ({ name, type: 'string' }));
	return { parameters, inSession: false };
}

/** The service's elements are qualified: a parameter outside its namespace goes unseen. */
function namedParameters({ namespace, parameters }: SoapCall): Parameters {
	const qualified = parameters.filter((parameter) => parameter.namespace === namespace);
	return Object.fromEntries(qualified.map(({ name, text }) => [name, text]));
}

function result(call: SoapCall, xml: string): Answer {
	const contentType = contentTypeOf(call.version);
	return { status: 200, contentType, body: writeResult(call, xml) };
}
