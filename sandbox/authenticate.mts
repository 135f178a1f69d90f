import type { ContractOperation, SecurityRequirement } from './contract.mts';
import type { Caller, IncomingCall, RefusalReason, SecurityScheme } from './exchange.mts';

type Schemes = Readonly<Record<string, SecurityScheme>>;

const noCaller: Caller = { account: '', credential: '' };

/**
 * Who sent a request, by the first alternative of the contract that is met; else why nobody.
 *
 * Credentials are tried before "nothing needed": an optional one that is sent still identifies.
 */
export async function authenticate(
	{ security }: ContractOperation,
	schemes: Schemes,
	call: IncomingCall,
): Promise<Caller | RefusalReason> {
	if (security.length === 0) return noCaller;
	const byStrength = [...security].sort((a, b) => schemeCount(b) - schemeCount(a));
	const results = await Promise.all(
		byStrength.map(async (requirement) => await meet(requirement, schemes, call)),
	);
	const caller = results.find((result) => typeof result !== 'string');
	const reasons = results.filter((result) => typeof result === 'string');
	return caller ?? reasons.find((reason) => reason !== 'none') ?? 'none';
}

function schemeCount(requirement: SecurityRequirement): number {
	return Object.keys(requirement).length;
}

/** All schemes of one alternative have to agree; the last one says who the caller is. */
async function meet(
	requirement: SecurityRequirement,
	schemes: Schemes,
	call: IncomingCall,
): Promise<Caller | RefusalReason> {
	let caller: Caller = noCaller;
	for (const name of Object.keys(requirement)) {
		const scheme = schemes[name];
		if (!scheme) throw new Error(`There is no security scheme ${name}`);
		const result = await scheme(call);
		if (typeof result === 'string') return result;
		caller = result;
	}
	return caller;
}
