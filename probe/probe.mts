/** One probe from plan to report. */
import { readSoapContract } from '../sandbox/ecgrid/soap/contract.mts';
import type { Account, ProbedProvider } from './accounts.mts';
import { ProbeClient } from './client.mts';
import { Contract } from './contract.mts';
import { Pace, type PaceLimits } from './pace.mts';
import { runProbe } from './probing.mts';
import { plans } from './providers/index.mts';
import { decide, writeReport, type Decided } from './report.mts';
import type { Shipped } from './shipped.mts';

export interface ProbeRequest {
	readonly provider: ProbedProvider;
	readonly account: Account;
	readonly shipped: Shipped;
	readonly limits: PaceLimits;
	/** A sentence on who was asked. */
	readonly asked: string;
}

export interface ProbeResult {
	readonly decided: readonly Decided[];
	/** Markdown. */
	readonly report: string;
}

/**
 * Asks a provider what a plan has, and writes down what came.
 *
 * @throws Error where a secret of the account would stand in the report
 */
export async function probe(request: ProbeRequest): Promise<ProbeResult> {
	const { provider, account, shipped, limits, asked } = request;
	const plan = plans[provider];
	const contract = await Contract.load(plan.contract);
	const soapContract = await readSoapContract();
	const client = new ProbeClient(shipped, account, new Pace(limits));
	const answers = await runProbe({ plan, contract, soapContract, account, client, shipped });
	const date = new Date().toISOString().slice(0, 10);
	const report = writeReport({ provider, date, asked, plan, contract, soapContract, answers });
	assertNoSecret(shipped, account, report);
	return { decided: decide(plan, answers), report };
}

/** The report is made of public names and types; this is for what nobody has thought of. */
function assertNoSecret(shipped: Shipped, { credentials, own }: Account, report: string): void {
	const secrets = [...Object.values(credentials), own].flatMap((fields) =>
		Object.entries(fields)
			.filter(([field]) => SECRET_FIELD.test(field))
			.map(([, value]) => String(value)),
	);
	if (shipped.redactor(secrets)(report) === report) return;
	throw new Error('The report would repeat a secret of the account, so it was not written.');
}

const SECRET_FIELD = /key|secret|password|email|clientId|uid/i;
