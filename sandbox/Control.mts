import type { Context } from './context.mts';
import { ControlError } from './ControlError.mts';
import type { EcartPayControl } from './ecartpay/EcartPayControl.mts';
import type { EcGridControl } from './ecgrid/EcGridControl.mts';
import type { ECrossControl } from './ecross/ECrossControl.mts';
import { faultKinds, type Fault } from './faults.mts';
import type { OpenAiControl } from './openai/OpenAiControl.mts';
import { isProviderId, type ProviderId } from './providers.mts';
import type { PledgControl } from './pledg/PledgControl.mts';
import type { Service } from './provider.mts';
import { problemWithSettings, type SettingsChange } from './settings.mts';
import type { StatisticsReport } from './statistics.mts';

/** Steers a running sandbox and tells what it saw. The control endpoints offer the same over HTTP. */
export class Control {
	private readonly context: Context;
	private readonly services: Readonly<Record<ProviderId, Service>>;
	readonly ecartpay: EcartPayControl;
	readonly ecgrid: EcGridControl;
	readonly ecross: ECrossControl;
	readonly openai: OpenAiControl;
	readonly pledg: PledgControl;

	constructor(
		context: Context,
		services: Readonly<Record<ProviderId, Service>>,
		special: {
			readonly ecartpay: EcartPayControl;
			readonly ecgrid: EcGridControl;
			readonly ecross: ECrossControl;
			readonly openai: OpenAiControl;
			readonly pledg: PledgControl;
		},
	) {
		this.context = context;
		this.services = services;
		this.ecartpay = special.ecartpay;
		this.ecgrid = special.ecgrid;
		this.ecross = special.ecross;
		this.openai = special.openai;
		this.pledg = special.pledg;
	}

	/** What clients did since the start or the last reset. */
	statistics(): StatisticsReport {
		return this.context.statistics.report();
	}

	/**
	 * Every token, refresh token and session that a provider has handed out since the start, resets
	 * notwithstanding: a leak check searches logs for them.
	 */
	issuedTokens(provider: ProviderId): string[] {
		return [...this.context.issuedTokens[known(provider)]];
	}

	/** Puts everything back to the start: statistics, faults, records, tokens, secrets, settings. */
	reset(): void {
		this.context.reset();
		for (const service of Object.values(this.services)) service.reset();
	}

	/** Changes some settings of one provider. Throws `ControlError` on an unknown one. */
	settings<P extends ProviderId>(provider: P, change: SettingsChange<P>): void {
		const current = this.context.settings[known(provider)];
		const problem = problemWithSettings(current, change as Record<string, unknown>);
		if (problem !== undefined) throw new ControlError(problem);
		this.context.adjust(provider, change);
	}

	/** From now on refuses every token and session that a provider has issued so far. */
	revoke(provider: ProviderId): void {
		this.services[known(provider)].revoke();
	}

	/**
	 * Changes secrets: fields of the default account by their name in `sandboxCredentials`, or the
	 * secret of an account of its own by `account` and `secret`.
	 */
	secrets(provider: ProviderId, change: Readonly<Record<string, string>>): void {
		const { account, secret, ...fields } = change;
		const accepted = this.context.credentials.accepted[known(provider)];
		const unknown = Object.keys(fields).find((name) => !(name in accepted));
		if (unknown !== undefined) throw new ControlError(`${provider} has no secret "${unknown}"`);
		Object.assign(accepted, fields);
		if (account !== undefined) this.context.credentials.change(account, secret ?? '');
	}

	/** Plans a fault for the next matching requests. */
	fault(fault: Fault): void {
		known(fault.provider);
		if (typeof fault.operationId !== 'string') throw new ControlError('A fault needs operationId');
		if (fault.kind !== undefined && !faultKinds.includes(fault.kind)) {
			throw new ControlError(`There is no fault "${String(fault.kind)}"; there are: ${faultKinds}`);
		}
		this.context.faults.plan(fault);
	}

	clearFaults(): void {
		this.context.faults.clear();
	}
}

function known(provider: ProviderId): ProviderId {
	if (isProviderId(provider)) return provider;
	throw new ControlError(`There is no provider "${String(provider)}"`);
}
