import { ECrossApi } from '../../credentials/ECrossApi.credentials';
import { EcartPayApi } from '../../credentials/EcartPayApi.credentials';
import { EcGridApi } from '../../credentials/EcGridApi.credentials';
import { EcGridLoginApi } from '../../credentials/EcGridLoginApi.credentials';
import { EcGridSoapApi } from '../../credentials/EcGridSoapApi.credentials';
import { redactor } from '../../credentials/lib/redaction';
import { PledgApi } from '../../credentials/PledgApi.credentials';
import { headersOf, readAnswer, writeCall } from '../../nodes/EcGridSoap/soap/envelope';
import { sandboxAccount, type Account, type ProbedProvider } from '../../probe/accounts.mts';
import type { PaceLimits } from '../../probe/pace.mts';
import { probe, type ProbeResult } from '../../probe/probe.mts';
import type { Shipped } from '../../probe/shipped.mts';
import type { Sandbox } from '../../sandbox/server.mts';

const LIMITS: PaceLimits = {
	gapMilliseconds: 0,
	totalMilliseconds: 60_000,
	requests: 300,
};

const types = [
	new ECrossApi(),
	new EcartPayApi(),
	new EcGridApi(),
	new EcGridLoginApi(),
	new EcGridSoapApi(),
	new PledgApi(),
];

/** The package's parts from their sources. */
const shipped: Shipped = {
	redactor,
	soap: { headersOf, readAnswer, writeCall },
	credentialType: (name) => {
		const found = types.find((type) => type.name === name);
		if (found === undefined) throw new Error(`There is no credential type ${name} here`);
		return found;
	},
};

/** Probes a provider of the sandbox with its default account. */
export async function probeSandbox(
	sandbox: Sandbox,
	provider: ProbedProvider,
	changes: { account?: Partial<Account>; limits?: Partial<PaceLimits> } = {},
): Promise<ProbeResult> {
	return await probe({
		provider,
		account: { ...sandboxAccount(provider, sandbox.addresses), ...changes.account },
		shipped,
		limits: { ...LIMITS, ...changes.limits },
		asked: 'The sandbox was asked.',
	});
}

/** The result of each guess by its place. */
export function resultsOf({ decided }: ProbeResult): Record<string, string> {
	return Object.fromEntries(
		decided.map(({ guess, verdict }) => [
			guess.place,
			'notProbeable' in verdict ? 'not probeable' : verdict.held,
		]),
	);
}
