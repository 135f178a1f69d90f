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
import { failures, faultFor, frameworkFault, type Failure } from './faults.mts';
import { openMethods, sessionMethods, type SoapMethod } from './methods.mts';
import { SoapSessions } from './SoapSessions.mts';

const SOAP_PATH = '/ecgrid/v4.1/prod/ECGridOS.asmx';

/** A fault's HTTP status is not documented; SOAP 1.1 prescribes 500, and 1.2 is served alike. */
const FAULT_STATUS = 500;

const kinds: Readonly<Record<string, OperationKind>> = { Login: 'token', Logout: 'logout' };

/** Plays ECGrid's SOAP service in SOAP 1.1 and 1.2 and in both namespaces. */
export class SoapService {
	readonly sessions: SoapSessions;
	private readonly context: Context;
	private readonly users: Users;
	private readonly methods: Readonly<Record<string, SoapMethod>>;
	private readonly openMethods: Readonly<Record<string, () => string>>;

	constructor(context: Context, users: Users) {
		this.context = context;
		this.users = users;
		this.sessions = new SoapSessions(context, users);
		this.methods = sessionMethods(context, this.sessions);
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
				'problem' in call ? invalid(call.version, call.problem) : this.run(call),
			);
			return reply;
		});
	}

	private run(call: SoapCall): Answer {
		const open = this.openMethods[call.method];
		if (open) return result(call, open());
		const given = namedParameters(call);
		if (call.method === 'Login') return this.logIn(call, given);
		const method = this.methods[call.method];
		if (!method) return invalid(call.version, `There is no method ${call.method}.`);
		return this.runInSession(call, method, given);
	}

	private runInSession(
		call: SoapCall,
		method: SoapMethod,
		parameters: Readonly<Record<string, string>>,
	): Answer {
		const sessionId = parameters['SessionID'] ?? '';
		const caller = this.sessions.use(sessionId);
		if (typeof caller === 'string') {
			return { ...this.failure(call.version, failures.session), refused: caller };
		}
		const problem = problemWithParameters(parameters, ['SessionID', ...method.parameters]);
		if (problem !== undefined) return invalid(call.version, problem);
		const user = this.users.of(caller.account);
		return result(call, method.run({ parameters, sessionId, user }));
	}

	private logIn(call: SoapCall, parameters: Readonly<Record<string, string>>): Answer {
		const { loginParameter } = this.context.settings.ecgrid;
		const byEmail = loginParameter === 'both' ? 'Email' in parameters : loginParameter === 'Email';
		const nameParameter = byEmail ? 'Email' : 'LoginName';
		const problem = problemWithParameters(parameters, [nameParameter, 'Password']);
		if (problem !== undefined) return invalid(call.version, problem);
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
		return fault(version, faultFor(failure, this.context.settings.ecgrid));
	}
}

/** The service's elements are qualified: a parameter outside its namespace goes unseen. */
function namedParameters({ namespace, parameters }: SoapCall): Readonly<Record<string, string>> {
	const qualified = parameters.filter((parameter) => parameter.namespace === namespace);
	return Object.fromEntries(qualified.map(({ name, text }) => [name, text]));
}

/** Every parameter is required on the wire, and a misspelt one has to be noticed. */
function problemWithParameters(
	given: Readonly<Record<string, string>>,
	expected: readonly string[],
): string | undefined {
	const missing = expected.find((name) => !(name in given));
	if (missing !== undefined) return `Missing parameter: ${missing}.`;
	const unknown = Object.keys(given).find((name) => !expected.includes(name));
	return unknown === undefined ? undefined : `Unknown parameter: ${unknown}.`;
}

function result(call: SoapCall, xml: string): Answer {
	const contentType = contentTypeOf(call.version);
	return { status: 200, contentType, body: writeResult(call, xml) };
}

function fault(version: SoapVersion, soapFault: SoapFault): Answer {
	const contentType = contentTypeOf(version);
	return { status: FAULT_STATUS, contentType, body: writeFault(version, soapFault) };
}

function invalid(version: SoapVersion, problem: string): Answer {
	return { ...fault(version, frameworkFault(problem)), invalid: problem };
}
